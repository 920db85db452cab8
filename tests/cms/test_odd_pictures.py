"""A picture that is odd or broken: taken or refused when it comes, and no list falls over it."""

import io
import struct

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.models import AcademyImage
from tests.cms.people import editor, signed_in
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


def odd_photo() -> bytes:
    """Return a photo that lies on its side, its resolution minus one by nothing."""
    head = struct.pack("<H", 2) + struct.pack("<HHII", 0x0112, 3, 1, 6)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + head + struct.pack("<HHII", 0x011A, 10, 1, 38)
    exif += b"\0\0\0\0" + struct.pack("<ii", -1, 0)
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "#1C6B4C").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@pytest.fixture
def writer():
    return signed_in(editor())


def add(writer, content: bytes):
    file = SimpleUploadedFile("foto.jpg", content, "image/jpeg")
    form = {"title": "Sambal", "file": file, "collection": "1"}
    return writer.post(reverse("wagtailimages:add"), form)


def test_a_photo_with_odd_metadata_is_turned_freed_of_them_and_listed(writer):
    assert add(writer, odd_photo()).status_code == 302
    image = AcademyImage.objects.get()
    assert (image.width, image.height) == (600, 900)
    assert b"Exif" not in image.file.open().read()
    assert image.file_size == image.file.size
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        assert writer.get(reverse(name)).status_code == 200


def test_many_at_once_are_judged_one_by_one(writer):
    address = reverse("wagtailimages:add_multiple")
    for content, taken in ((odd_photo(), True), (odd_photo()[:700], False)):
        file = SimpleUploadedFile("foto.jpg", content, "image/jpeg")
        form = {"title": "Sambal", "files[]": file, "collection": "1"}
        answer = writer.post(address, form, headers={"X-Requested-With": "XMLHttpRequest"})
        assert answer.json()["success"] is taken


@pytest.mark.parametrize("content", [odd_photo()[:900], b"\xff\xd8\xff\xe0 no picture", b"GIF89a"])
def test_half_a_picture_is_refused_in_words(writer, content):
    answer = add(writer, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not AcademyImage.objects.exists()


@pytest.mark.parametrize("left", [b"", b"\xff\xd8\xff\xe0 half", odd_photo()[:800]])
def test_a_list_survives_a_picture_whose_file_broke_later(writer, left):
    photo("Kopi")
    broken = photo("Rusak")
    broken.file.storage.delete(broken.file.name)
    if left:
        broken.file.storage.save(broken.file.name, ContentFile(left))
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        page = writer.get(reverse(name))
        assert page.status_code == 200
        assert "Kopi" in page.content.decode()


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 40


@pytest.mark.parametrize("name", ["IMG_0412.HEIC", "IMG_0412.jpg"])
@pytest.mark.parametrize("door", ["wagtailimages:add", "wagtailimages_chooser:create", "many"])
def test_an_iphone_photo_is_refused_with_the_remedy_at_every_door(writer, door, name):
    file = SimpleUploadedFile(name, HEIC, "image/heic")
    if door == "many":
        answer = writer.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "Sambal", "collection": "1", "files[]": file},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        words = answer.json()["error_message"]
    else:
        field = "image-chooser-upload-file" if "chooser" in door else "file"
        prefix = field.removesuffix("file")
        form = {f"{prefix}title": "Sambal", f"{prefix}collection": "1", field: file}
        answer = writer.post(reverse(door), form)
        words = answer.text
    assert "iPhone" in words
    assert not AcademyImage.objects.exists()


def test_a_browser_that_sends_no_such_file_says_the_remedy_too(writer):
    assert "iPhone" in writer.get(reverse("wagtailimages:add_multiple")).text


def test_a_picture_that_is_too_large_is_told_its_size(writer):
    answer = add(writer, odd_photo() + bytes(11 * 1024 * 1024))
    assert "10" in answer.context["form"].errors["file"][0]
    answer = add(writer, odd_photo() + bytes(21 * 1024 * 1024))
    assert "10" in answer.context["form"].errors["file"][0]
