"""Pictures that people upload: decoded, turned upright, without metadata, written again.

A file is a picture when it has been drawn; whatever a decoder does instead is a refusal. What
one picture may cost is bounded: its pixels are counted before they are unpacked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageFile

from academy.core.errors import Refused

MAX_PIXELS = 60_000_000
# What cannot be unpacked in a smaller size takes four bytes a pixel, twice.
MAX_PIXELS_WHOLE = 16_000_000
# WebP keeps two more of what it has unpacked, and takes twice the time.
MAX_PIXELS_WEBP = 8_000_000
# A progressive JPEG is drawn once for each scan; cameras and programs write a dozen at most.
MAX_SCANS = 40
LONG_SIDE = 1600
THUMBNAIL_SIDE = 320
BAND = 256
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


class UploadRefused(Refused):
    """A file that is not taken; the form and its other files stay as they are."""


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


class TooManyPixelsForItsKind(TooManyPixels):
    message = _(
        "This picture has too many pixels for its kind. Save it as a plain JPG, or in a smaller "
        "size (up to 16 megapixels)."
    )


class TooManyPixelsForWebp(TooManyPixels):
    message = _(
        "This WebP picture has too many pixels. Save it as a JPG, or in a smaller size (up to 8 "
        "megapixels)."
    )


def drawn(file: "UploadedFile[Any]", *, see_through: bool = False) -> Image.Image:
    """Return `file` upright and in sRGB, at most 1600 pixels a side.

    What is transparent gets a white ground unless it may be `see_through`. Raises UploadRefused.
    """
    with _ONE_AT_A_TIME, _whole_pictures():
        upright = _upright(file, see_through=see_through)
    upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return upright


def is_apples(file: "File[bytes]") -> bool:
    """Say whether `file` is a HEIC photo."""
    file.seek(0)
    head = file.read(12)
    file.seek(0)
    return head[4:] in _APPLE


def thumbnail_of(picture: Image.Image) -> Image.Image:
    """Return a small copy of `picture`."""
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return small


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Let a decoder refuse half a picture; WeasyPrint switches that off for the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _upright(file: "UploadedFile[Any]", *, see_through: bool) -> Image.Image:
    """Return `file` decoded, turned and in sRGB. Raises UploadRefused: a decoder may fail in
    any way on what strangers send, and what cannot be drawn is no picture."""
    if is_apples(file):
        raise AppleFormat
    try:
        # Opening reads the head only: the size is known before a pixel is unpacked.
        with Image.open(file) as image:
            if image.format not in PICTURE_TYPES:
                raise NotAPicture
            if image.width * image.height > MAX_PIXELS:
                raise TooManyPixels
            _check_kind(image)
            # Only there: what phones append to a plain one (a short film) holds any bytes.
            if image.info.get("progressive") and _scan_count(file) > MAX_SCANS:
                raise NotAPicture
            # No smaller than what is kept; for others than JPEG nothing happens here.
            part = min(1, LONG_SIDE / max(image.size))
            image.draft("RGB", (int(image.width * part), int(image.height * part)))
            turn, profile = _turn(image), image.info.get("icc_profile")
            flat = _plain(image, see_through=see_through)
    except UploadRefused:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except OSError as error:
        raise (HalfAPicture if "truncated" in str(error) else NotAPicture) from error
    except Exception as error:
        # Each decoder has errors of its own; what cannot be drawn is refused, with its cause.
        raise NotAPicture from error
    # Its pixels are needed no more, and making it smaller takes room of its own.
    del image
    flat.thumbnail((2 * LONG_SIDE, 2 * LONG_SIDE), Image.Resampling.BOX)
    flat = _in_srgb(flat, profile)
    return flat if turn is None else flat.transpose(turn)


def _check_kind(image: Image.Image) -> None:
    """Refuse more pixels than are taken of this kind: only plain JPEG is unpacked in a smaller
    size."""
    count = image.width * image.height
    whole = image.format not in {"JPEG", "MPO"} or image.info.get("progressive")
    if image.format == "WEBP" and count > MAX_PIXELS_WEBP:
        raise TooManyPixelsForWebp
    if whole and count > MAX_PIXELS_WHOLE:
        raise TooManyPixelsForItsKind


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
        turned = ImageCms.profileToProfile(image, given, _SRGB, outputMode=image.mode)
    except Exception:
        # A profile is a program of a stranger's for a library in C; the picture is there without.
        return image
    return turned or image


def _plain(image: Image.Image, *, see_through: bool) -> Image.Image:
    """Return `image` as RGB, or as RGBA where something may show through it."""
    if image.mode not in {"RGBA", "LA", "P", "PA"} and "transparency" not in image.info:
        return _as(image, "RGB")
    image = _as(image, "RGBA")
    if see_through and image.getchannel("A").getextrema() != (255, 255):
        return image
    paper = Image.new("RGB", image.size, "white")
    # In bands: pasting makes a copy of what is pasted.
    for top in range(0, image.height, BAND):
        band = image.crop((0, top, image.width, min(top + BAND, image.height)))
        paper.paste(band, (0, top), mask=band)
    return paper


def _as(image: Image.Image, mode: str) -> Image.Image:
    """Return `image` unpacked and in `mode`; one that has it already is not copied."""
    image.load()
    return image if image.mode == mode else image.convert(mode)


def jpeg(image: Image.Image, quality: int) -> bytes:
    """Return `image` as a JPEG without metadata."""
    return _without_notes(image, "JPEG", quality=quality, optimize=True, progressive=True)


def png(image: Image.Image) -> bytes:
    """Return `image` as a PNG without metadata."""
    return _without_notes(image, "PNG")


def webp(image: Image.Image, quality: int = 88) -> bytes:
    """Return `image` as a WebP without metadata."""
    return _without_notes(image, "WEBP", quality=quality)


def _without_notes(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return `image` written as `kind`; what its file said beside the picture stays out."""
    plain = image.copy()
    plain.info = {}
    buffer = BytesIO()
    plain.save(buffer, kind, **options)
    return buffer.getvalue()
