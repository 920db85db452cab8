"""What a page costs to open, in bytes: its words, its pictures as shown, its media."""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtailmedia.models import AbstractMedia

from cms.blocks.pictures import source_of

# The page around the words (header, buttons), compressed; styles and scripts are kept
# by the browser from the first visit on.
FRAME_BYTES = 4_000


def page_size(page: Page) -> int:
    """Return the bytes that opening `page` fetches, media started and files not fetched.

    A picture counts in the largest size that a browser may choose. Text counts as it is;
    compression makes it smaller, never larger.
    """
    total = FRAME_BYTES
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            total += _size(getattr(page, field.name))
    return total


def _size(value: Any) -> int:
    if value is None or isinstance(value, bool):
        return 0
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, RichText):
        return len(value.source.encode())
    if isinstance(value, AbstractImage):
        source = source_of(value, measured=True)
        return source.size if source else 0
    if isinstance(value, AbstractMedia):
        return int(value.size)
    if isinstance(value, blocks.StructValue):
        return sum(_size(part) for part in value.values())
    if isinstance(value, blocks.StreamValue):
        return sum(_size(part.value) for part in value)
    if isinstance(value, blocks.list_block.ListValue):
        return sum(_size(part) for part in value)
    if hasattr(value, "row_data"):
        return sum(_size(cell) for row in value.row_data for cell in row["values"])
    return 0
