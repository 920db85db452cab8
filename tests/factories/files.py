"""Pictures, documents and recordings, as uploads leave them."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from cms.models import (
    AcademyDocument,
    AcademyImage,
    AcademyMedia,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400">'
    "<title>Kotak</title><rect width='640' height='400' fill='#FBF6EA'/></svg>"
)


def picture(title: str, name: str, content: bytes) -> AcademyImage:
    """Return a stored picture, as an upload leaves it."""
    image = AcademyImage(title=title, description=title, file_size=len(content))
    image.file = ContentFile(content, name=name)
    image.save()
    return image


def drawing(title: str = "Kotak", content: str = SVG) -> AcademyImage:
    """Return a stored drawing (SVG)."""
    return picture(title, "kotak.svg", content.encode())


def photo(title: str = "Sambal", width: int = 1200, height: int = 800) -> AcademyImage:
    """Return a stored photo (JPEG) of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), "#1C6B4C").save(buffer, "JPEG")
    return picture(title, "sambal.jpg", buffer.getvalue())


def recording() -> AcademyMedia:
    """Return a stored recording with captions."""
    medium = AcademyMedia(title="Menyapa pembeli", type="audio")
    medium.file = ContentFile(b"ID3" + bytes(range(200)), name="sapa.mp3")
    medium.captions = ContentFile(b"WEBVTT\n", name="sapa.vtt")
    medium.thumbnail = ContentFile(b"\xff\xd8\xff", name="sapa.jpg")
    medium.save()
    return medium


def document() -> AcademyDocument:
    """Return a stored document."""
    made = AcademyDocument(title="Daftar periksa")
    made.file = ContentFile(b"%PDF-1.7 a", name="periksa.pdf")
    made.save()
    return made


def show(page, *, file: AcademyDocument, medium: AcademyMedia, pictures=()) -> None:
    """Let `page` show a document, a recording and `pictures`."""
    page.body = [
        *(("image", {"image": image, "alt": image.title, "caption": ""}) for image in pictures),
        ("file", {"document": file, "title": ""}),
        ("audio", {"audio": medium, "caption": ""}),
    ]
    page.save()
