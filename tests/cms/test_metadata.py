"""What a camera or a program writes beside a picture: nobody who opens a page gets it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cms.models import AcademyImage
from tests.cms.people import editor, signed_in
from tests.factories.files import picture

pytestmark = pytest.mark.django_db

OWNER, PLACE = "Siti Aminah", 0x8825
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{OWNER}</x:xmpmeta>".encode()
# Those of a page, of the admin's lists, choosers and forms.
SIZES = ("width-640|format-webp|webpquality-72", "max-165x165", "max-800x600", "original")


def telling(kind: str, **options) -> bytes:
    """Return a half transparent picture that says where it was taken, and by whom."""
    exif = Image.Exif()
    exif[0x013B] = exif[0x8298] = OWNER
    exif.get_ifd(PLACE).update({1: "S", 2: (7.0, 15.0, 0.0), 3: "E", 4: (112.0, 45.0, 0.0)})
    mode, colour = ("RGB", (28, 107, 76)) if kind == "JPEG" else ("RGBA", (28, 107, 76, 120))
    image = Image.new(mode, (900, 600), colour)
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif, **options)
    return buffer.getvalue()


def telling_png() -> bytes:
    notes = PngInfo()
    notes.add_text("Author", OWNER)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return telling("PNG", pnginfo=notes)


TELLING = {
    "foto.jpg": telling("JPEG", xmp=XMP, comment=OWNER),
    "layar.png": telling_png(),
    "stoples.webp": telling("WEBP", xmp=XMP),
    "kotak.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="900" height="600"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
        f' sodipodi:docname="{OWNER}"><!-- {OWNER} --><metadata><dc:creator>{OWNER}</dc:creator>'
        '</metadata><rect width="9" height="9"/></svg>'
    ).encode(),
}


def tells(content: bytes) -> list[object]:
    """Return what `content` says beside the picture."""
    found = [
        word for word in (OWNER, "Exif", "eXIf", "EXIF", "XMP", "xmp") if word.encode() in content
    ]
    if content.lstrip().startswith(b"<"):
        return found
    image = Image.open(io.BytesIO(content))
    image.load()
    return found + [f"{tag:#x}" for tag in image.getexif()] + list(image.getexif().get_ifd(PLACE))


@pytest.mark.parametrize("name", TELLING)
@pytest.mark.parametrize("way", ["form", "many", "shell"])
def test_neither_place_nor_owner_of_a_picture_is_kept_or_shown(name, way):
    writer = signed_in(editor())
    assert tells(TELLING[name])
    file = SimpleUploadedFile(name, TELLING[name])
    form = {"title": "Sambal", "collection": "1"}
    if way == "form":
        answer = writer.post(reverse("wagtailimages:add"), form | {"file": file})
        assert answer.status_code == 302
    elif way == "many":
        ajax = {"X-Requested-With": "XMLHttpRequest"}
        address = reverse("wagtailimages:add_multiple")
        answer = writer.post(address, form | {"files[]": file}, headers=ajax)
        assert answer.json()["success"]
    else:
        picture("Sambal", name, TELLING[name])
    image = AcademyImage.objects.get()
    with image.file.open() as stored:
        assert tells(stored.read()) == []
    assert (image.width, image.height) == (900, 600)
    assert image.file_size == image.file.size
    for size in SIZES[1:] if image.is_svg() else SIZES:
        with image.get_rendition(size).file.open() as shown:
            assert tells(shown.read()) == []


@pytest.mark.parametrize("name", ["layar.png", "stoples.webp"])
def test_what_is_transparent_stays_so(name):
    image = Image.open(picture("Sambal", name, TELLING[name]).file.open())
    assert image.getpixel((9, 9))[3] == 120
