"""Photos of sheets are read by a worker: pages of people carry no reader of pictures."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import Storage
from PIL import Image

from academy.core.jobs import Progress, job_task
from courses.models import PaperPage, PaperPhoto, PhotoFault, PhotoState
from courses.paper.actions import photos as actions
from courses.paper.reading.flat import NoSheet
from courses.paper.reading.reader import Page, find_page
from courses.paper.rules import code_in


@job_task(actions.READ)
def read_paper_photos(progress: Progress, *, photos: list[int]) -> None:
    """Read each of `photos` that nobody has read yet, and keep what it proposes."""
    for done, pk in enumerate(photos, 1):
        photo = PaperPhoto.objects.select_related("session").get(pk=pk)
        if photo.state == PhotoState.WAITING:
            _read(photo)
        progress.step(done)


def _read(photo: PaperPhoto) -> None:
    try:
        found = _seen(photo.file.storage, str(photo.file))
        fault = _keep(photo, found)
    except FileNotFoundError:
        fault = PhotoFault.LOST
    except NoSheet:
        fault = PhotoFault.NO_SHEET
    if fault is not None:
        actions.keep_unread(photo, fault)


@contextmanager
def _measuring() -> Iterator[None]:
    """Say NoSheet of whatever fails while a picture is measured: the photo is evidence still.

    What lies askew beyond measure fails in as many ways as the library has. Storage and database
    stay outside: what is away for a while is tried again.
    """
    try:
        yield
    except Exception as error:
        raise NoSheet from error


def _seen(storage: Storage, name: str) -> Page:
    # Drawn anew when it came (`web.files.pictures`): 1600 dots a side, and no stranger's bytes.
    with storage.open(name) as file, Image.open(file) as image, _measuring():
        return find_page(image)


def _keep(photo: PaperPhoto, found: Page) -> PhotoFault | None:
    """Keep what was found; return why it was not, or None."""
    code = code_in(found.said)
    page = PaperPage.objects.select_related("sheet").filter(code=code).first() if code else None
    if page is None:
        return PhotoFault.NO_CODE
    if page.sheet.session_id != photo.session_id:
        return PhotoFault.OF_ANOTHER
    numbers = list(page.rows.order_by("number").values_list("number", flat=True))
    with _measuring():
        reads, flat = found.rows(len(numbers)), found.jpeg()
    rows = {
        number: {"status": read.status, "confidence": read.confidence, "doubt": str(read.doubt)}
        for number, read in zip(numbers, reads, strict=True)
    }
    actions.keep_reading(photo, page=page, flat=flat, rows=rows)
    return None
