"""The pictures of a document: drawn anew, each once, within limits."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from academy.web.files import pictures
from academy.web.files.pictures import AppleFormat, TooManyPixels, UploadRefused
from academy.web.files.uploads import MAX_BYTES, FileTooLarge, Upload, read_illustration
from cms.docx.account import Account, Left
from cms.docx.content import Block, Paragraph, Placed, Span
from cms.docx.word.package import Package

MOST_PICTURES = 30
# Of all together: many small files can unpack to very much.
MOST_PIXELS = 300_000_000
_WHOLE = 100_000
_NO_CROP = (0, 0, 0, 0)
_METAFILES = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00", b"\x01\x00\x00\x00")
_OTHERS = (b"BM", b"II*\x00", b"MM\x00*", b"<svg", b"<?xml", b"\x1f\x8b", b"%PDF")


class Pictures:
    """Draws the pictures of `package` as they come."""

    def __init__(self, package: Package, account: Account) -> None:
        self.package = package
        self.account = account
        self.taken: list[Upload] = []
        self.known: dict[tuple[str, tuple[int, int, int, int]], int | None] = {}
        self.pixels_left = MOST_PIXELS

    def drawn(self, blocks: Iterable[Block]) -> list[Block]:
        """Return `blocks` with the number of each picture; one that cannot be shown leaves
        its caption behind."""
        found: list[Block] = []
        for block in blocks:
            if not isinstance(block, Placed):
                found.append(block)
                continue
            number = self._number(block)
            if number is not None:
                found.append(replace(block, number=number))
                if not block.alt:
                    self.account.note(Left.UNDESCRIBED)
            elif block.caption:
                found.append(Paragraph((Span(block.caption),)))
        return found

    def _number(self, block: Placed) -> int | None:
        key = block.part, block.crop
        if key in self.known and self.known[key] is not None:
            return self.known[key]
        if len(self.taken) == MOST_PICTURES:
            self.account.note(Left.TOO_MANY_PICTURES)
            return None
        content = self.package.content(block.part, MAX_BYTES)
        refusal = _told(content) if content is not None else Left.BROKEN_PICTURES
        if content is not None and refusal is None:
            refusal = self._draw(content, block)
        if refusal is not None:
            self.account.note(refusal)
            return None
        self.known[key] = len(self.taken) - 1
        return self.known[key]

    def _draw(self, content: bytes, block: Placed) -> Left | None:
        """Draw a picture and take it; return why not."""
        self.pixels_left -= _pixels(content)
        if self.pixels_left < 0:
            return Left.LARGE_PICTURES
        name = PurePosixPath(block.part).name
        try:
            drawn = read_illustration(SimpleUploadedFile(name, content))
        except (TooManyPixels, FileTooLarge):
            return Left.LARGE_PICTURES
        except AppleFormat:
            return Left.KIND_OF_PICTURE
        except UploadRefused:
            return Left.BROKEN_PICTURES
        self.taken.append(drawn if block.crop == _NO_CROP else _cropped(drawn, block.crop))
        return None


def _told(content: bytes) -> Left | None:
    """Return why bytes are not even tried; None where they may be a picture."""
    start = content[:100].lstrip()
    is_other = content.startswith(_METAFILES) or start.startswith(_OTHERS)
    return Left.KIND_OF_PICTURE if is_other else None


def _pixels(content: bytes) -> int:
    """Return how many pixels the head of a picture promises; 0 where it has none."""
    try:
        with Image.open(BytesIO(content)) as image:
            return image.width * image.height
    except Exception:
        # What is no picture is refused, in words, by those who draw it.
        return 0


def _cropped(drawn: Upload, crop: tuple[int, int, int, int]) -> Upload:
    """Return what the document shows of a picture: the rest was cut off, perhaps on purpose."""
    left, top, right, bottom = crop
    with Image.open(BytesIO(drawn.content)) as image:
        width, height = image.size
        box = (
            width * left // _WHOLE,
            height * top // _WHOLE,
            max(width * left // _WHOLE + 1, width - width * right // _WHOLE),
            max(height * top // _WHOLE + 1, height - height * bottom // _WHOLE),
        )
        part = image.crop(box)
    if drawn.extension == ".jpg":
        content = pictures.jpeg(part, 82)
    else:
        content = pictures.webp(part) if drawn.extension == ".webp" else pictures.png(part)
    return read_illustration(SimpleUploadedFile(drawn.filename, content))
