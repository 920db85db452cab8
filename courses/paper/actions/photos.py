"""Photos of pages are kept as evidence, and what was read of them as a proposal."""

from collections.abc import Mapping, Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core.jobs import enqueue
from academy.people.models import User
from academy.web.files.uploads import Upload
from courses.models import PaperPage, PaperPhoto, PhotoFault, PhotoState, Session

READ = "courses.read_paper_photos"


def take_photos(*, session: Session, uploads: Sequence[Upload], by: User) -> list[PaperPhoto]:
    """Keep photos of the pages of `session`, and have them read; return those that are new.

    The same photo sent twice is one.
    """
    with transaction.atomic():
        made = []
        for upload in {one.sha256: one for one in uploads}.values():
            photo, is_new = PaperPhoto.objects.get_or_create(
                session=session,
                sha256=upload.sha256,
                defaults={
                    "filename": upload.filename,
                    "file": ContentFile(upload.content, name=f"lembar{upload.extension}"),
                    "sent_by": by,
                    "sent_at": timezone.now(),
                },
            )
            if is_new:
                made.append(photo)
        if made:
            enqueue(
                READ,
                {"photos": [photo.pk for photo in made]},
                by=by,
                title=_("Reading photos of attendance sheets: %(session)s")
                % {"session": session.title},
                return_url=reverse("courses:paper", args=[session.public_id]),
                total=len(made),
            )
    return made


def keep_reading(
    photo: PaperPhoto, *, page: PaperPage, flat: bytes, rows: Mapping[int, Mapping[str, object]]
) -> None:
    """Keep what `photo` proposes for `page`; done twice it is done once."""
    with transaction.atomic():
        found = PaperPhoto.objects.select_for_update().get(pk=photo.pk)
        if found.state != PhotoState.WAITING:
            return
        found.flat.save("rata.jpg", ContentFile(flat), save=False)
        found.page, found.state = page, PhotoState.READ
        found.reading = {str(number): row for number, row in rows.items()}
        found.save(update_fields=["flat", "page", "state", "reading"])


def keep_unread(photo: PaperPhoto, fault: PhotoFault) -> None:
    """Keep `photo` as evidence alone, and say why it was not read."""
    waiting = PaperPhoto.objects.filter(pk=photo.pk, state=PhotoState.WAITING)
    waiting.update(state=PhotoState.UNREAD, fault=fault)
