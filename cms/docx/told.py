"""What was read of a document, for scripts and for people at a terminal."""

from collections.abc import Iterator
from typing import Any

from cms.docx.content import (
    Block,
    Heading,
    Items,
    Paragraph,
    Placed,
    Quote,
    Reading,
    Table,
    plain,
)
from cms.docx.tables import rows_of

_KINDS = {
    Heading: "heading",
    Paragraph: "text",
    Quote: "quote",
    Items: "list",
    Table: "table",
    Placed: "image",
}


def told(reading: Reading) -> list[dict[str, Any]]:
    """Return the blocks of `reading`: kind, text, level of a heading, description of a picture."""
    return [
        {
            "type": _KINDS[type(block)],
            "text": "\n".join(_lines(block)),
            "level": block.level if isinstance(block, Heading) else None,
            "alt": block.alt if isinstance(block, Placed) else None,
        }
        for block in reading.blocks
    ]


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Quote):
        yield block.text
    elif isinstance(block, Paragraph):
        yield plain(block.words)
    elif isinstance(block, Items):
        for item in block.items:
            mark = f"{item.number}." if item.is_ordered else "-"
            yield f"{'  ' * item.depth}{mark} {plain(item.words, ' ')}"
    elif isinstance(block, Table):
        yield from ([block.caption] if block.caption else [])
        yield from rows_of(block)
    elif block.caption:
        yield block.caption
