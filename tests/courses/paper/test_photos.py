"""Photos of pages are kept, read by a worker, and propose; nothing is noted before it is saved."""

from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.models import PaperPhoto, PaperRow
from courses.paper.pdf import sheet_pdf
from courses.paper.rules import layout
from tests.courses.paper import photographed
from tests.courses.paper.paper_world import printed, write
from tests.courses.paper.photographed import Shot
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client):
    here = printed(3)
    client.force_login(here.coordinator)
    client.cookies["django_language"] = "en"
    return here


def photo_of(at, tmp_path, *marks: str) -> bytes:
    """Return a photo of the first page; `marks` of its rows, "?" for two boxes."""
    file = tmp_path / f"{at.sheet.pk}.pdf"
    file.write_bytes(sheet_pdf(at.sheet))
    page, random = photographed.rendered(file), Random(3)
    for place, said in enumerate(marks):
        for status in ["present", "ill"] if said == "?" else [said]:
            photographed.mark(page, place, status, "cross", random, "pen")
    return photographed.photographed(page, Shot(), random)


def send(client, at, *contents: bytes):
    files = [SimpleUploadedFile(f"{n}.jpg", one) for n, one in enumerate(contents)]
    address = reverse("courses:paper_photos", args=[at.session.public_id])
    return client.post(address, {"photos": files}, follow=True)


def test_a_photo_proposes_what_is_sure_and_nothing_is_noted_before_the_page_is_saved(
    client, at, tmp_path, run_jobs
):
    send(client, at, photo_of(at, tmp_path, "present", "?", "absent"))
    run_jobs()
    photo = PaperPhoto.objects.get()
    assert (photo.state, photo.page) == ("read", at.page)
    assert [photo.reading[n]["status"] for n in "123"] == ["present", "", "absent"]
    assert photo.reading["2"]["doubt"] == "two"
    assert photo.reading["1"]["confidence"] > 0.9
    page = client.get(at.address)
    assert [line.marked for line, _crop in page.context["lines"]] == ["present", "", "absent"]
    assert "Two boxes are marked." in page.text
    assert at.noted() == {}

    # “All others present” passes over what is doubtful.
    client.post(
        at.address,
        {f"shown_{n}": "" for n in (1, 2, 3)}
        | {"says_1": "present", "says_3": "absent", "rest": "present"},
    )
    says = list(PaperRow.objects.order_by("number").values_list("says", flat=True))
    assert says == ["present", "", "absent"]
    # The evidence opens from the page, laid flat and as it was sent.
    for name in ("paper_photo", "paper_flat"):
        answer = client.get(reverse(f"courses:{name}", args=[photo.public_id]))
        assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"


def test_what_somebody_has_written_is_not_proposed_over(client, at, tmp_path, run_jobs):
    write(client, at, r1="ill")
    send(client, at, photo_of(at, tmp_path, "present"))
    run_jobs()
    page = client.get(at.address)
    assert next(line.marked for line, _crop in page.context["lines"]) == "ill"


def test_the_same_photo_sent_twice_is_one_and_what_is_none_is_told_beside_the_others(
    client, at, tmp_path, run_jobs
):
    photo = photo_of(at, tmp_path, "present")
    told = send(client, at, photo, b"no photo at all", photo).text
    assert "1.jpg" in told
    assert "1 photo is kept" in told
    assert "kept here already" in send(client, at, photo).text
    assert PaperPhoto.objects.count() == 1
    assert "Choose a photo first" in send(client, at).text


@pytest.mark.parametrize("what", ["table", "elsewhere", "half"])
def test_what_cannot_be_read_is_kept_as_evidence_and_says_why(client, at, tmp_path, run_jobs, what):
    if what == "elsewhere":
        content = photo_of(printed(3), tmp_path, "present")
        says = "of another session"
    elif what == "half":
        page = photographed.photographed(
            photographed.np.full((1754, 620), 255, photographed.np.uint8), Shot(), Random(1)
        )
        content, says = page, "corner marks were not found"
    else:
        file = tmp_path / "code.pdf"
        file.write_bytes(sheet_pdf(at.sheet))
        page = photographed.rendered(file)
        left, top = (int(edge * photographed.DOTS) for edge in layout.QR_AT)
        page[top : top + 180, left : left + 180] = 255
        content = photographed.photographed(page, Shot(), Random(2))
        says = "code on the page could not be read"
    send(client, at, content)
    run_jobs()
    photo = PaperPhoto.objects.get()
    assert (photo.state, photo.page, photo.reading) == ("unread", None, {})
    assert says in client.get(at.desk).text
    assert client.get(reverse("courses:paper_photo", args=[photo.public_id])).status_code == 200
    assert client.get(reverse("courses:paper_flat", args=[photo.public_id])).status_code == 404


def test_a_trainer_of_another_session_opens_no_photo(client, at, tmp_path):
    send(client, at, photo_of(at, tmp_path))
    client.force_login(UserFactory(trainer=True))
    photo = PaperPhoto.objects.get()
    assert client.get(reverse("courses:paper_photo", args=[photo.public_id])).status_code == 404
