"""Files that people give: opened from our address, each is saved or shown, and does nothing."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse

from cms.actions.staff import set_up_staff
from courses.models import ApplicationDocument, ApplicationState
from tests.cms.people import signed_in
from tests.courses.seats import seat
from tests.factories.course_tree import course_tree
from tests.factories.courses import ApplicationFactory, SubmissionFactory, SubmissionFileFactory
from tests.factories.files import document, drawing, photo, recording, show
from tests.factories.people import UserFactory
from tests.factories.reviewing import ReviewFactory, VoiceNoteFactory

ALONE = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


def of_writers() -> dict[str, bool]:
    """Return addresses of what trainers and editors give, and whether it shows in the page."""
    paper, medium, image, lines = document(), recording(), photo(), drawing()
    show(course_tree(modules=1).lessons[0], file=paper, medium=medium, pictures=[image, lines])
    return {
        paper.url: False,
        medium.url: True,
        medium.captions_url: True,
        medium.thumbnail.url: True,
        image.file.url: True,
        image.get_rendition("max-165x165").url: True,
        lines.file.url: True,
    }


def of_applicants() -> dict[str, bool]:
    found = {}
    application = ApplicationFactory(state=ApplicationState.SUBMITTED)
    for kind, name in (("application/pdf", "kartu.pdf"), ("image/jpeg", "kartu.jpg")):
        paper = ApplicationDocument.objects.create(
            application=application,
            filename=name,
            content_type=kind,
            size=4,
            file=ContentFile(b"%PDF", name=name),
        )
        found[reverse("courses:document_file", args=[paper.public_id])] = kind == "image/jpeg"
    return found


def of_participants() -> dict[str, bool]:
    enrollment, tree = seat(modules=1)
    submission = SubmissionFactory(enrollment=enrollment, assignment=tree.assignments[0])
    picture = SubmissionFileFactory(submission=submission)
    pdf = SubmissionFileFactory(
        submission=submission,
        filename="laporan.pdf",
        content_type="application/pdf",
        file=ContentFile(b"%PDF", name="laporan.pdf"),
        sha256="0" * 64,
        position=2,
    )
    said = VoiceNoteFactory(submission=submission)
    ReviewFactory(submission=submission, verdict="revision", voice=said)
    return {
        reverse("courses:voice_note", args=[said.public_id]): True,
        reverse("courses:submission_file", args=[picture.public_id]): True,
        reverse("courses:submission_thumbnail", args=[picture.public_id]): True,
        reverse("courses:submission_file", args=[pdf.public_id]): False,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("given", [of_writers, of_applicants, of_participants])
def test_a_given_file_is_saved_or_shown_alone_and_its_kind_is_not_guessed(given):
    reader = UserFactory(program_manager=True)
    set_up_staff()
    client = signed_in(reader)
    for address, is_shown in given().items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == ALONE, address
        saved = answer.get("Content-Disposition", "").startswith("attachment")
        assert saved is not is_shown, address
        assert answer["Content-Type"].partition(";")[0] not in {"text/html", "text/xml"}


def test_no_view_hands_out_a_stored_file_in_a_way_of_its_own():
    own = ("FileResponse(", "stream(", "private_storage().open")
    found = {
        str(path.relative_to(settings.BASE_DIR)): way
        for app in ("academy", "cms", "courses", "certificates")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if "views" in str(path) and "academy/demo" not in str(path)
        for way in own
        if re.search(rf"\b{re.escape(way)}", Path(path).read_text())
    }
    # A sample of the academy's own making, from memory.
    assert found == {"certificates/views/work.py": "FileResponse("}
