from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.files import check_drawing, check_file
from cms.models import AcademyDocument, AcademyImage, AcademyMedia

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inner: str, attributes: str = "") -> ContentFile:
    return ContentFile(f"{HEAD} viewBox='0 0 9 9' {attributes}>{inner}</svg>".encode(), "a.svg")


@pytest.mark.parametrize(
    "file",
    [
        svg("<script>alert(1)</script>"),
        svg("<rect onclick='alert(1)'/>"),
        svg("", "onload='alert(1)'"),
        svg("<a xlink:href='javascript:alert(1)'><rect/></a>"),
        svg("<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>a</b></foreignObject>"),
        svg("<use href='https://evil.example/a.svg#b'/>"),
        svg("<image href='data:image/svg+xml;base64,PHN2Zz4='/>"),
        svg("<style>@import url(https://evil.example/a.css);</style>"),
        svg("<rect style='fill:url(https://evil.example/a)'/>"),
        svg("<rect fill=' url( \"//evil.example/a\")'/>"),
        svg("<animate attributeName='href' to='javascript:alert(1)'/>"),
        ContentFile(b"<?xml-stylesheet href='a.xsl'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
        ContentFile(b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>"),
        ContentFile("<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16")),
        ContentFile(b"<html><body>a</body></html>"),
        ContentFile(b"not xml"),
    ],
)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(file):
    with pytest.raises(ValidationError):
        check_drawing(file)


@pytest.mark.parametrize(
    "file",
    [
        svg("<title>Kotak</title><g><rect fill='url(#g)'/></g><use href='#g'/>"),
        svg("<svg x='1' width='3' height='3'><circle r='1'/></svg>"),
        svg("<style>.a{fill:#fff}</style><text class='a'>Sambal</text>"),
    ],
)
def test_a_plain_drawing_is_taken(file):
    check_drawing(file)


def test_every_drawing_of_the_demo_would_be_taken():
    folder = settings.BASE_DIR / "academy" / "demo"
    for path in sorted(folder.rglob("*.svg")):
        check_drawing(ContentFile(Path(path).read_bytes(), path.name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 a"),
        ("a.docx", b"PK\x03\x04 a"),
        ("a.mp4", b"\0\0\0\x18ftypmp42"),
        ("a.mp3", b"ID3 a"),
        ("a.vtt", b"WEBVTT\n"),
        ("a.csv", b"nama;umur"),
    ],
)
def test_a_file_that_is_what_its_name_says_is_taken(name, content):
    check_file(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.mp4", b"<html>"),
        ("a.pdf", b""),
        ("a.exe", b"MZ"),
        ("a.csv", b"\0\0"),
    ],
)
def test_a_file_that_is_empty_or_something_else_is_refused(name, content):
    with pytest.raises(ValidationError):
        check_file(SimpleUploadedFile(name, content))


@pytest.mark.django_db
def test_the_forms_of_the_admin_ask_these_checks():
    document = AcademyDocument(title="a", file=SimpleUploadedFile("a.pdf", b"<html>"))
    with pytest.raises(ValidationError, match=r"[Ii]si|content"):
        document.full_clean()
    image = AcademyImage(title="a", width=1, height=1)
    image.file = SimpleUploadedFile("a.svg", svg("<script/>").read())
    with pytest.raises(ValidationError, match=r"SVG"):
        image.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [svg("<rect/>").read(), b"<html>", b"\xff\xd8\xff half", b"\0\0\0\x18ftypheic" + bytes(40)],
    ids=["a drawing", "words", "half a photo", "HEIC"],
)
def test_the_poster_of_a_video_is_checked_as_any_picture(content):
    video = AcademyMedia(title="a", type="video", duration=1)
    video.file = SimpleUploadedFile("a.mp4", b"\0\0\0\x18ftypmp42")
    video.thumbnail = SimpleUploadedFile("a.jpg", content)
    with pytest.raises(ValidationError) as refused:
        video.full_clean(exclude=["collection"])
    assert list(refused.value.message_dict) == ["thumbnail"]
