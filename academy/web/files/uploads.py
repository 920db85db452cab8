"""What people upload, judged by its content and never by its name.

Pictures are drawn anew (`pictures`): a photo tells where it was taken. Other files are known
by their first bytes and inner parts.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import without_invisible
from academy.web.files import pictures
from academy.web.files.pictures import NotAPicture, UploadRefused

_JPG, _PNG, _WEBP = ("image/jpeg", ".jpg"), ("image/png", ".png"), ("image/webp", ".webp")
NAME_LENGTH, SUFFIX_LENGTH = 120, 10
MAX_BYTES = 20 * 1024 * 1024
_JPEG = b"\xff\xd8"
_OFFICE_PARTS = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx",
    ),
}


class EmptyFile(UploadRefused):
    message = _("This file is empty. Choose it again, or take the photo once more.")


class FileTooLarge(UploadRefused):
    message = _("This file is larger than 20 MB. Choose a smaller one, or send it in parts.")


class UnknownFileType(UploadRefused):
    message = _(
        "This kind of file is not accepted. Send a photo (JPG, PNG), a PDF, "
        "or a Word, Excel or PowerPoint file."
    )


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it is kept. `thumbnail` is a small JPEG of a picture, otherwise None."""

    content: bytes
    content_type: str
    extension: str
    filename: str
    sha256: str
    width: int | None = None
    height: int | None = None
    thumbnail: bytes | None = None

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)


def read_picture(file: "UploadedFile[Any]") -> Upload:
    """Return `file` as an upright JPEG of at most 1600 pixels a side, without metadata.

    Raises EmptyFile, FileTooLarge, or the UploadRefused that says what is wrong with it.
    """
    _check_size(file)
    upright = pictures.drawn(file)
    content = pictures.jpeg(upright, 82)
    thumbnail = pictures.jpeg(pictures.thumbnail_of(upright), 72)
    return _kept(file, content, _JPG, size=upright.size, thumbnail=thumbnail)


def read_illustration(file: "UploadedFile[Any]") -> Upload:
    """Return a picture for a page, drawn anew as `read_picture` does; PNG and WebP stay what
    they are, for they may be transparent. Raises what `read_picture` raises."""
    _check_size(file)
    file.seek(0)
    head = file.read(12)
    if head.startswith(_JPEG):
        return read_picture(file)
    upright = pictures.drawn(file, see_through=True)
    is_webp = head[8:] == b"WEBP"
    content = pictures.webp(upright) if is_webp else pictures.png(upright)
    return _kept(file, content, _WEBP if is_webp else _PNG, size=upright.size)


def read_file(file: "UploadedFile[Any]") -> Upload:
    """Return `file` if it is a picture, a PDF or an Office document.

    Raises EmptyFile, FileTooLarge, UnknownFileType, or what is wrong with a picture.
    """
    _check_size(file)
    file.seek(0)
    content = file.read()
    known = _document_type(content)
    if known is None:
        try:
            return read_picture(file)
        except NotAPicture as error:
            raise UnknownFileType from error
    return _kept(file, content, known)


def _kept(
    file: "UploadedFile[Any]",
    content: bytes,
    kind: tuple[str, str],
    *,
    size: tuple[int, int] | tuple[None, None] = (None, None),
    thumbnail: bytes | None = None,
) -> Upload:
    """Return `content` of a `kind` (type, extension) under the name of `file`, cleaned."""
    content_type, extension = kind
    return Upload(
        content=content,
        content_type=content_type,
        extension=extension,
        filename=_filename(file, extension),
        sha256=hashlib.sha256(content).hexdigest(),
        width=size[0],
        height=size[1],
        thumbnail=thumbnail,
    )


def _check_size(file: "UploadedFile[Any]") -> None:
    if isinstance(file, CutOffFile) or (file.size or 0) > MAX_BYTES:
        raise FileTooLarge
    if not file.size:
        raise EmptyFile


def _document_type(content: bytes) -> tuple[str, str] | None:
    if content.startswith(b"%PDF-"):
        return "application/pdf", ".pdf"
    if content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                names = set(archive.namelist())
        except Exception:
            # Not only a bad one: names in a wrong encoding, a version of later times.
            return None
        for part, known in _OFFICE_PARTS.items():
            if part in names:
                return known
    return None


def shown_name(file: "UploadedFile[Any]") -> str:
    """Return the name that `file` came with, for people to read.

    A sign that turns the direction of writing would let "foto\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe"
    look like a picture.
    """
    return without_invisible(file.name or "").strip()


def _filename(file: "UploadedFile[Any]", extension: str) -> str:
    """Return the name that people see: theirs, with the extension that the content has."""
    stem = PurePath(shown_name(file).replace("\\", "/")).stem.strip()
    return (stem or "berkas")[:NAME_LENGTH] + extension


class CutOffFile(InMemoryUploadedFile):
    """Stands for a file that was too large to be received; it holds nothing."""


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Stops keeping a file beyond MAX_BYTES and reads on, so that the form's fields arrive.

    Breaking the connection instead would lose what was typed beside the file.
    """

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        # Its ending becomes part of a name on the disk, which is measured in bytes.
        path = PurePath(file_name or "")
        short = path.stem[:NAME_LENGTH] + path.suffix[:SUFFIX_LENGTH]
        super().new_file(field_name, short, *args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received <= MAX_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if self.received <= MAX_BYTES:
            return super().file_complete(file_size)
        self.file.close()
        return CutOffFile(
            BytesIO(), self.field_name, self.file_name, self.content_type, self.received, None
        )
