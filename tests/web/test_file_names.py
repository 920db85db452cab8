"""Names of files as phones give them: hundreds of four-byte signs, and signs that mislead."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cms.models import AcademyDocument, AcademyImage, AcademyMedia
from courses.models import ApplicationDocument, SubmissionFile
from tests.cms.people import editor, signed_in
from tests.courses.applying import complete_draft
from tests.courses.seats import seat

pytestmark = pytest.mark.django_db
# The first is the longest that a disk takes (Windows: 255 units of two bytes).
NAMES = (
    *("😀" * 120, "👨\u200d👩\u200d👧\u200d👦" * 8, "نسخة" * 60, "a" * 250),
    *("\u202egpj.foto", "<b>=1+1</b>", "%00%0d"),
)


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "#1C6B4C").save(buffer, "JPEG")
    return buffer.getvalue()


CONTENTS = {
    "jpg": photo(),
    "pdf": b"%PDF-1.7 a",
    "mp4": b"\0\0\0\x18ftypmp42",
    "vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nCahaya\n",
}


def file(name: str, kind: str) -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", CONTENTS[kind])
    # As a browser says it: the limits of the server's own parser stand behind this.
    made.name = f"{name}.{kind}"
    return made


@pytest.mark.parametrize("name", NAMES)
def test_the_content_admin_takes_a_file_of_any_name(name):
    writer = signed_in(editor())
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    form = {"title": "Sambal", "collection": "1"}
    for app, kind in (("wagtailimages", "jpg"), ("wagtaildocs", "pdf")):
        answer = writer.post(reverse(f"{app}:add"), form | {"file": file(name, kind)})
        assert answer.status_code == 302, answer.context["form"].errors
        many = {"title": name, "collection": "1", "files[]": file(name, kind)}
        answer = writer.post(reverse(f"{app}:add_multiple"), many, headers=ajax)
        assert answer.json()["success"], answer.json()
    video = {
        "file": file(name, "mp4"),
        "thumbnail": file(name, "jpg"),
        "captions": file(name, "vtt"),
        "duration": "12",
        "transcript": "",
    }
    answer = writer.post(reverse("wagtailmedia:add", args=["video"]), form | video)
    assert answer.status_code == 302, answer.context["form"].errors
    video = AcademyMedia.objects.get()
    addresses = [video.url, video.captions_url, video.thumbnail.url]
    addresses += [document.url for document in AcademyDocument.objects.all()]
    addresses += [image.file.url for image in AcademyImage.objects.all()]
    addresses += [image.get_rendition("max-165x165").url for image in AcademyImage.objects.all()]
    assert len(addresses) == 9
    assert {writer.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("name", NAMES)
def test_applicants_and_participants_send_a_file_of_any_name(name):
    draft = complete_draft()
    client = Client()
    client.force_login(draft.user)
    sent = {"client_id": str(uuid.uuid4()), "file": file(name, "jpg")}
    assert client.post(f"/daftar/{draft.batch.public_id}/berkas/", sent).status_code == 302
    paper = ApplicationDocument.objects.get()

    enrollment, tree = seat(modules=1, lessons=1, quiz=False)
    learner = Client()
    learner.force_login(enrollment.user)
    address = reverse(
        "courses:assignment_add", args=[enrollment.batch.public_id, tree.assignments[0].activity_id]
    )
    sent = {"client_id": str(uuid.uuid4()), "files": [file(name, "jpg")]}
    assert learner.post(address, sent).status_code == 302
    work = SubmissionFile.objects.get()
    for kept in (paper, work):
        assert kept.filename.endswith(".jpg")
        assert "\u202e" not in kept.filename
    assert client.get(reverse("courses:document_file", args=[paper.public_id])).status_code == 200
    assert learner.get(reverse("courses:submission_file", args=[work.public_id])).status_code == 200
