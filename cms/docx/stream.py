"""What was read of a document as the blocks of a lesson, in the form in which pages keep them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cms.docx.content import (
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Placed,
    Quote,
    Reading,
    Table,
    Words,
    markup,
    plain,
)
from cms.docx.reading import ranks_of

WORDS_A_MINUTE = 120
_FIGURE = re.compile(r"(?:Rp ?)?[+\-–]?\d[\d.,]*(?: ?%)?")

type Raw = dict[str, Any]


def lesson_blocks(reading: Reading) -> list[Raw]:
    """Return the blocks of a lesson; a picture stands there by its number among those taken.

    The title that the document has is that of the page, and no block.
    """
    ranks = ranks_of(reading)
    blocks = reading.blocks[1:] if reading.title else reading.blocks
    found: list[Raw] = []
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Paragraph | Items):
            # Two lists that follow each other would be one to the editor.
            if isinstance(before, Paragraph | Items) and not _are_lists(before, block):
                found[-1]["value"] += _rich(block)
            else:
                found.append({"type": "text", "value": _rich(block)})
        else:
            found.append(_block(block, ranks))
        before = block
    return found


def minutes_of(reading: Reading) -> int:
    """Return how long reading takes, in steps of five minutes."""
    words = sum(len(re.findall(r"\w+", text)) for text in _texts(reading.blocks))
    return max(5, -(-words // (5 * WORDS_A_MINUTE)) * 5)


def _block(block: Heading | Quote | Table | Placed, ranks: dict[int, int]) -> Raw:
    if isinstance(block, Heading):
        level = "h2" if ranks[block.level] == 1 else "h3"
        return {"type": "heading", "value": {"text": block.text, "level": level}}
    if isinstance(block, Quote):
        return {"type": "quote", "value": {"text": block.text, "source": ""}}
    if isinstance(block, Table):
        return {"type": "table", "value": _table(block)}
    value = {"image": block.number, "alt": block.alt, "caption": block.caption}
    return {"type": "image", "value": value}


def _are_lists(before: Block, block: Block) -> bool:
    return isinstance(before, Items) and isinstance(block, Items)


def _rich(block: Paragraph | Items) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{markup(block.words)}</p>"
    if block.goes_on:
        return "".join(_written_out(block.items))
    return "".join(_list(block.items, 0))


def _list(items: Sequence[Item], depth: int) -> Iterator[str]:
    """Return `items` of this depth and below as lists."""
    at = 0
    while at < len(items):
        tag = "ol" if items[at].is_ordered else "ul"
        yield f"<{tag}>"
        while at < len(items) and (tag == "ol") == items[at].is_ordered:
            end = _end(items, at, depth)
            below = "".join(_list(items[at + 1 : end], depth + 1))
            yield f"<li>{markup(items[at].words)}{below}</li>"
            at = end
        yield f"</{tag}>"


def _written_out(items: Sequence[Item]) -> Iterator[str]:
    """Return items with their numbers as paragraphs: no list here begins later than at 1."""
    at = 0
    while at < len(items):
        end = _end(items, at, 0)
        yield f"<p>{items[at].number}. {markup(items[at].words)}</p>"
        yield from _list(items[at + 1 : end], 1)
        at = end


def _end(items: Sequence[Item], at: int, depth: int) -> int:
    """Return where what lies below the item `at` ends."""
    end = at + 1
    while end < len(items) and items[end].depth > depth:
        end += 1
    return end


def _table(block: Table) -> Raw:
    kinds = [_kind([row[at] for row in block.rows]) for at in range(len(block.heads))]
    columns = [
        {"type": kind, "heading": head} for kind, head in zip(kinds, block.heads, strict=True)
    ]
    rows = [
        {"values": [_cell(kind, cell) for kind, cell in zip(kinds, row, strict=True)]}
        for row in block.rows
    ]
    return {"columns": columns, "rows": rows, "caption": block.caption}


def _kind(cells: Sequence[tuple[Words, ...]]) -> str:
    texts = [text for cell in cells if (text := _cell("figure", cell))]
    return "figure" if texts and all(_FIGURE.fullmatch(text) for text in texts) else "text"


def _cell(kind: str, cell: tuple[Words, ...]) -> str:
    if kind == "figure":
        return " ".join(plain(words, " ") for words in cell)
    return "".join(f"<p>{markup(words)}</p>" for words in cell)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Quote):
            yield block.text
        elif isinstance(block, Paragraph):
            yield plain(block.words)
        elif isinstance(block, Items):
            yield from (plain(item.words) for item in block.items)
        elif isinstance(block, Table):
            yield from (plain(words) for row in block.rows for cell in row for words in cell)
