"""What people upload, judged by its content and never by its name.

Pictures are decoded, turned upright, freed of their metadata (a photo tells where it was
taken) and written again; other files are known by their first bytes and inner parts.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from threading import Lock
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageFile

from academy.core.errors import Refused

NAME_LENGTH, SUFFIX_LENGTH = 120, 10
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
# What cannot be unpacked in a smaller size takes four bytes a pixel, twice.
MAX_PIXELS_WHOLE = 16_000_000
# A progressive JPEG is drawn once for each scan; cameras and programs write a dozen at most.
MAX_SCANS = 40
LONG_SIDE = 1600
THUMBNAIL_SIDE = 320
ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_APPLE = {
    *(b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")),
    *(b"ftyp" + brand for brand in (b"hevc", b"hevx", b"hevm", b"hevs")),
}
_SRGB = ImageCms.createProfile("sRGB")
# A process decodes one picture after the other: four at once would take its memory four times.
_ONE_AT_A_TIME = Lock()
PICTURE_TYPES = {"JPEG", "PNG", "WEBP", "GIF", "MPO"}
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


class UploadRefused(Refused):
    """A file that is not taken; the form and its other files stay as they are."""


class EmptyFile(UploadRefused):
    message = _("This file is empty. Choose it again, or take the photo once more.")


class FileTooLarge(UploadRefused):
    message = _("This file is larger than 20 MB. Choose a smaller one, or send it in parts.")


class NotAPicture(UploadRefused):
    message = _("This is not a photo that can be opened. Send a JPG or PNG picture.")


class HalfAPicture(UploadRefused):
    message = _("Only a part of this photo has arrived. Choose it again and wait until it is sent.")


class AppleFormat(UploadRefused):
    message = _(
        "This is a HEIC photo, which only some devices can open. On the iPhone choose Settings, "
        "Camera, Formats, Most Compatible, and take it again; or send a screenshot of it."
    )


class TooManyPixels(UploadRefused):
    message = _(
        "This picture has too many pixels. Take it in a smaller size (up to 60 megapixels)."
    )


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
    with _ONE_AT_A_TIME, _whole_pictures():
        upright = _upright(file)
    upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    content = _jpeg(upright, 82)
    small = upright.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return Upload(
        content=content,
        content_type="image/jpeg",
        extension=".jpg",
        filename=_filename(file, ".jpg"),
        sha256=hashlib.sha256(content).hexdigest(),
        width=upright.width,
        height=upright.height,
        thumbnail=_jpeg(small, 72),
    )


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Let a decoder refuse half a picture; WeasyPrint switches that off for the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _upright(file: "UploadedFile[Any]") -> Image.Image:
    """Return `file` decoded, turned and in sRGB. Raises UploadRefused: a decoder may fail in
    any way on what strangers send, and what cannot be drawn is no picture."""
    file.seek(0)
    if file.read(12)[4:] in _APPLE:
        raise AppleFormat
    file.seek(0)
    try:
        # Opening reads the head only: the size is known before a pixel is unpacked.
        with Image.open(file) as image:
            if image.format not in PICTURE_TYPES:
                raise NotAPicture
            if image.width * image.height > _most_pixels(image):
                raise TooManyPixels
            # Only there: what phones append to a plain one (a short film) holds any bytes.
            if image.info.get("progressive") and _scan_count(file) > MAX_SCANS:
                raise NotAPicture
            # No smaller than what is kept; for others than JPEG nothing happens here.
            part = min(1, LONG_SIDE / max(image.size))
            image.draft("RGB", (int(image.width * part), int(image.height * part)))
            turn, profile = _turn(image), image.info.get("icc_profile")
            flat = _flat(image)
            flat.thumbnail((2 * LONG_SIDE, 2 * LONG_SIDE), Image.Resampling.BOX)
    except UploadRefused:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except OSError as error:
        raise (HalfAPicture if "truncated" in str(error) else NotAPicture) from error
    except Exception as error:
        raise NotAPicture from error
    flat = _in_srgb(flat, profile)
    return flat if turn is None else flat.transpose(turn)


def _most_pixels(image: Image.Image) -> int:
    """Return how many pixels are taken: only plain JPEG is unpacked in a smaller size."""
    whole = image.format not in {"JPEG", "MPO"} or image.info.get("progressive")
    return MAX_PIXELS_WHOLE if whole else MAX_PIXELS


def _scan_count(file: "UploadedFile[Any]") -> int:
    """Return how often a decoder of JPEG would draw the whole picture."""
    place = file.tell()
    file.seek(0)
    is_jpeg = file.read(2) == b"\xff\xd8"
    count = file.read().count(b"\xff\xda") if is_jpeg else 0
    file.seek(place)
    return count


def _turn(image: Image.Image) -> Image.Transpose | None:
    """Return how the photo must be turned; what its metadata say otherwise is not read."""
    try:
        return _TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:
        # Cameras write all sorts of things; the picture is there nevertheless.
        return None


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return `image` in the colours of screens: a wide profile read as sRGB looks dull."""
    if not profile:
        return image
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(image, given, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return turned or image


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
    content_type, extension = known
    return Upload(
        content=content,
        content_type=content_type,
        extension=extension,
        filename=_filename(file, extension),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _check_size(file: "UploadedFile[Any]") -> None:
    if isinstance(file, CutOffFile) or (file.size or 0) > MAX_BYTES:
        raise FileTooLarge
    if not file.size:
        raise EmptyFile


def _flat(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image.convert("RGB")


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()


def _document_type(content: bytes) -> tuple[str, str] | None:
    if content.startswith(b"%PDF-"):
        return "application/pdf", ".pdf"
    if content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                names = set(archive.namelist())
        except zipfile.BadZipFile:
            return None
        for part, known in _OFFICE_PARTS.items():
            if part in names:
                return known
    return None


def _filename(file: "UploadedFile[Any]", extension: str) -> str:
    """Return the name that people see: theirs, with the extension that the content has."""
    stem = PurePath((file.name or "").replace("\\", "/")).stem.strip()
    return (stem or "berkas")[:120] + extension


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
