"""What a page costs to open, in bytes: its words, its pictures as shown, its media."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtailmedia.models import AbstractMedia

from cms.blocks.pictures import PictureToCome, source_of

# The page around the words (header, buttons), compressed; styles and scripts are kept
# by the browser from the first visit on.
FRAME_BYTES = 4_000


@dataclass(frozen=True, slots=True)
class BlockSize:
    """A block of a page: its place, its kind, and the bytes that opening the page fetches of it.

    `to_fetch` is what its file takes besides, for who downloads it; `ways` what its video or
    recording takes in each way to watch it.
    """

    number: int
    kind: str
    size: int
    to_fetch: int
    ways: Mapping[str, int]


def page_size(page: Page) -> int:
    """Return the bytes that opening `page` fetches, media started and files not fetched.

    A picture counts in the largest size that a browser may choose. Text counts as it is;
    compression makes it smaller, never larger.
    """
    beside = getattr(page, "pictures_beside", tuple)
    return (
        FRAME_BYTES
        + sum(_size(child.value) for child in _blocks(page))
        + sum(_size(picture) for picture in beside())
    )


def sizes_by_block(page: Page) -> list[BlockSize]:
    """Return what each block of `page` takes of its size (`page_size`), in order."""
    return [
        BlockSize(
            number,
            str(child.block.label),
            _size(child.value),
            _to_fetch(child.value),
            _ways(child.value),
        )
        for number, child in enumerate(_blocks(page), 1)
    ]


def _blocks(page: Page) -> Iterator[Any]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from getattr(page, field.name)


def _to_fetch(value: Any) -> int:
    if not isinstance(value, blocks.StructValue):
        return 0
    return sum(
        part.get_file_size() or 0 for part in value.values() if isinstance(part, AbstractDocument)
    )


def _ways(value: Any) -> Mapping[str, int]:
    parts = value.values() if isinstance(value, blocks.StructValue) else ()
    return next((part.ways for part in parts if isinstance(part, AbstractMedia)), {})


def _size(value: Any) -> int:
    if value is None or isinstance(value, bool):
        return 0
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, RichText):
        return len(value.source.encode())
    if isinstance(value, AbstractImage | PictureToCome):
        source = source_of(value, measured=True)
        return source.size if source else 0
    if isinstance(value, AbstractMedia):
        return int(value.played_size)
    if isinstance(value, blocks.StructValue):
        return sum(_size(part) for part in value.values())
    if isinstance(value, blocks.StreamValue):
        return sum(_size(part.value) for part in value)
    if isinstance(value, blocks.list_block.ListValue):
        return sum(_size(part) for part in value)
    if hasattr(value, "row_data"):
        return sum(_size(cell) for row in value.row_data for cell in row["values"])
    return 0
