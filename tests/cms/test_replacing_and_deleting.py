"""Pictures, documents, videos: made, replaced and deleted in the content admin; gone is gone."""

from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cms.models import AcademyDocument, AcademyImage, AcademyMedia, CoursePage
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import CoursePageFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course() -> CoursePage:
    return CoursePageFactory()


@pytest.fixture(params=["trainer", "editor"])
def writer(request, course) -> Client:
    teaching = trainer_of(course)
    return signed_in(teaching if request.param == "trainer" else editor())


def jpeg(color: str = "#1C6B4C") -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (1200, 800), color).save(buffer, "JPEG")
    return SimpleUploadedFile("sambal.jpg", buffer.getvalue(), "image/jpeg")


def pdf(words: bytes = b"a") -> SimpleUploadedFile:
    return SimpleUploadedFile("periksa.pdf", b"%PDF-1.7 " + words, "application/pdf")


def mp4(words: bytes = b"a") -> SimpleUploadedFile:
    return SimpleUploadedFile("putar.mp4", b"\0\0\0\x18ftypmp42" + words, "video/mp4")


def vtt(words: str = "satu") -> SimpleUploadedFile:
    return SimpleUploadedFile(
        "putar.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n".encode(), "text/vtt"
    )


def kept() -> set[tuple[str, bytes]]:
    """Return all files, each with what it holds."""
    storage, found, folders = storages["private"], set(), [""]
    while folders:
        folder = folders.pop()
        try:
            below, files = storage.listdir(folder)
        except FileNotFoundError:
            continue
        folders += [f"{folder}{name}/" for name in below]
        names = [f"{folder}{name}" for name in files]
        found |= {(name, storage.open(name).read()) for name in names}
    return found


def sent(client: Client, address: str, **form) -> None:
    """Post a form of the admin that must be taken."""
    answer = client.post(address, form)
    assert answer.status_code == 302, answer.context["form"].errors


def collection(course: CoursePage) -> dict[str, str]:
    return {"collection": str(course.collection_id or 1)}


def image_of(client: Client, course: CoursePage) -> AcademyImage:
    form = collection(course) | {"title": "Sambal", "file": jpeg()}
    sent(client, reverse("wagtailimages:add"), **form)
    found = AcademyImage.objects.get()
    found.get_rendition("width-320")
    return found


def test_a_picture_is_made_replaced_and_deleted(storage_place, writer, course):
    before = kept()
    image = image_of(writer, course)
    old = kept() - before
    assert len(old) == 2
    form = collection(course) | {"title": "Sambal", "file": jpeg("#C2521B")}
    sent(writer, reverse("wagtailimages:edit", args=[image.pk]), **form)
    assert not kept() & old
    sent(writer, reverse("wagtailimages:delete", args=[image.pk]))
    assert kept() == before


def test_pictures_are_deleted_many_at_once(storage_place, writer, course):
    before = kept()
    image = image_of(writer, course)
    address = reverse("wagtail_bulk_action", args=["cms", "academyimage", "delete"])
    sent(writer, f"{address}?id={image.pk}&next=/admin/images/")
    assert kept() == before


def test_a_document_is_made_replaced_and_deleted(storage_place, writer, course):
    before = kept()
    form = collection(course) | {"title": "Daftar periksa", "file": pdf()}
    sent(writer, reverse("wagtaildocs:add"), **form)
    document, old = AcademyDocument.objects.get(), kept() - before
    form = collection(course) | {"title": "Daftar periksa", "file": pdf(b"b")}
    sent(writer, reverse("wagtaildocs:edit", args=[document.pk]), **form)
    assert not kept() & old
    assert len(kept() - before) == 1
    sent(writer, reverse("wagtaildocs:delete", args=[document.pk]))
    assert kept() == before


def test_documents_are_deleted_many_at_once(storage_place, writer, course):
    before = kept()
    form = collection(course) | {"title": "Daftar periksa", "file": pdf()}
    sent(writer, reverse("wagtaildocs:add"), **form)
    address = reverse("wagtail_bulk_action", args=["cms", "academydocument", "delete"])
    sent(writer, f"{address}?id={AcademyDocument.objects.get().pk}&next=/admin/documents/")
    assert kept() == before


def video_form(course: CoursePage, **files) -> dict:
    return (
        collection(course) | {"title": "Memutar botol", "duration": "12", "transcript": ""} | files
    )


def test_a_video_with_captions_and_poster_is_made_changed_replaced_and_deleted(
    storage_place, writer, course
):
    before = kept()
    form = video_form(course, file=mp4(), captions=vtt(), thumbnail=jpeg())
    sent(writer, reverse("wagtailmedia:add", args=["video"]), **form)
    video = AcademyMedia.objects.get()
    first = kept() - before
    assert len(first) == 3
    edit = reverse("wagtailmedia:edit", args=[video.pk])
    assert writer.get(edit).status_code == 200
    # Only the words change.
    sent(writer, edit, **video_form(course, transcript="Putar pelan."))
    video.refresh_from_db()
    assert (video.transcript, bool(video.captions)) == ("Putar pelan.", True)
    assert kept() - before == first
    # All three are replaced.
    form = video_form(course, file=mp4(b"b"), captions=vtt("dua"), thumbnail=jpeg("#C2521B"))
    sent(writer, edit, **form)
    second = kept() - before
    assert len(second) == 3
    assert not second & first
    # The captions are taken away, and given anew.
    sent(writer, edit, **video_form(course, **{"captions-clear": "on"}))
    video.refresh_from_db()
    assert not video.captions
    assert len(kept() - before) == 2
    sent(writer, edit, **video_form(course, captions=vtt("tiga")))
    assert len(kept() - before) == 3
    sent(writer, reverse("wagtailmedia:delete", args=[video.pk]))
    assert kept() == before
