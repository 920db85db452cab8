"""Tables: rows and cells as a lesson has them, with one row of headings."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from academy.core.text.typed import whole_of
from cms.docx.account import Account, Left
from cms.docx.content import (
    CAPTION_LENGTH,
    Block,
    Heading,
    Items,
    Paragraph,
    Placed,
    Quote,
    Span,
    Table,
    Words,
    plain,
)
from cms.docx.word.nodes import Node

MOST_COLUMNS, MOST_ROWS = 20, 500
_ROW_FRAMES = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"}

type Cell = tuple[Words, ...]


@dataclass(slots=True)
class _Row:
    cells: list[Cell] = field(default_factory=list)
    is_head: bool = False
    # How many columns its first cell takes.
    first_span: int = 1


class Tables:
    """Reads tables; `inside` reads what stands in a cell."""

    def __init__(self, inside: Callable[[Node], Sequence[Block]], account: Account) -> None:
        self.inside = inside
        self.account = account

    def blocks(self, node: Node) -> list[Block]:
        """Return `node` as a table, or as paragraphs, and below it the pictures of its cells."""
        self.is_merged = self.is_cut = False
        self.pictures: list[Block] = []
        rows = [self._row(row) for row in self._rows(node)]
        # What stands in a cell may be a table of its own, read meanwhile.
        pictures, is_merged, is_cut = self.pictures, self.is_merged, self.is_cut
        width = max((len(row.cells) for row in rows), default=0)
        has_text = any(cell for row in rows for cell in row.cells)
        if width < 2 or not has_text:
            self.account.note(Left.BARE_TABLES)
            texts = [Paragraph(words) for row in rows for cell in row.cells for words in cell]
            return [*texts, *self._noted(pictures, in_table=False)]
        if is_cut:
            self.account.note(Left.CUT_TABLES)
        caption = self._caption(rows, width)
        if is_merged:
            self.account.note(Left.MERGED)
        if not any(row.is_head for row in rows[:1]) and not _is_bold(rows[0]):
            self.account.note(Left.GUESSED_HEADS)
        heads = tuple(" ".join(plain(words, " ") for words in cell) for cell in rows[0].cells)
        heads += ("",) * (width - len(heads))
        body = tuple(tuple(row.cells) + ((),) * (width - len(row.cells)) for row in rows[1:])
        return [Table(heads, body, caption), *self._noted(pictures, in_table=True)]

    def _noted(self, pictures: list[Block], *, in_table: bool) -> list[Block]:
        if in_table and pictures:
            self.account.note(Left.PICTURES_IN_TABLES, len(pictures))
        return pictures

    def _caption(self, rows: list[_Row], width: int) -> str:
        """Take a first row that is one cell as the caption of the table."""
        first = rows[0]
        text = " ".join(plain(words, " ") for words in first.cells[0]) if first.cells else ""
        is_whole = first.first_span >= width and not any(first.cells[1:])
        if len(rows) < 3 or not is_whole or not 0 < len(text) <= CAPTION_LENGTH:
            return ""
        rows.pop(0)
        return text

    def _rows(self, node: Node) -> Iterator[Node]:
        count = 0
        for row in _rows_in(node):
            if row.first("w:trPr", "w:del") is not None:
                self.account.note(Left.DELETED)
                continue
            if row.first("w:trPr", "w:ins") is not None:
                self.account.note(Left.INSERTED)
            count += 1
            if count > MOST_ROWS:
                self.is_cut = True
                return
            yield row

    def _row(self, node: Node) -> _Row:
        properties = node.first("w:trPr")
        row = _Row(is_head=properties is not None and bool(properties.is_on("w:tblHeader")))
        if properties is not None:
            before = _span(properties.value("w:gridBefore"), least=0)
            row.cells.extend([()] * before)
        for at, cell in enumerate(_cells_in(node)):
            span = _span(cell.value("w:tcPr", "w:gridSpan"), least=1)
            row.first_span = span if at == 0 else row.first_span
            row.cells.append(self._cell(cell))
            row.cells.extend([()] * (span - 1))
            self.is_merged = self.is_merged or span > 1
        self.is_cut = self.is_cut or len(row.cells) > MOST_COLUMNS
        del row.cells[MOST_COLUMNS:]
        return row

    def _cell(self, node: Node) -> Cell:
        merge = node.first("w:tcPr", "w:vMerge")
        if merge is not None:
            self.is_merged = True
            if merge.get("w:val") != "restart":
                return ()
        kept = self.pictures, self.is_merged, self.is_cut
        blocks = self.inside(node)
        self.pictures, self.is_merged, self.is_cut = kept
        self.pictures.extend(block for block in blocks if isinstance(block, Placed))
        return tuple(words for block in blocks for words in _lines(block))


def _rows_in(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.tag == "w:tr":
            yield child
        elif child.tag in _ROW_FRAMES:
            yield from _rows_in(child)


def _cells_in(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.tag == "w:tc":
            yield child
        elif child.tag in _ROW_FRAMES:
            yield from _cells_in(child)


def _span(text: str | None, *, least: int) -> int:
    number = whole_of(text or "", digits=3) or least
    return max(least, min(number, MOST_COLUMNS + 1))


def _is_bold(row: _Row) -> bool:
    spans = [span for cell in row.cells for words in cell for span in words]
    return bool(spans) and all(span.bold for span in spans)


def _lines(block: Block) -> Iterator[Words]:
    """Return what stands in a cell as paragraphs: lists with their marks, tables by rows."""
    if isinstance(block, Paragraph):
        yield block.words
    elif isinstance(block, Heading | Quote):
        yield (Span(block.text, bold=isinstance(block, Heading)),)
    elif isinstance(block, Items):
        for item in block.items:
            mark = f"{item.number}. " if item.is_ordered else "• "
            yield (Span("– " * item.depth + mark), *item.words)
    elif isinstance(block, Table):
        yield from ((Span(text),) for text in rows_of(block) if re.sub(r"[\s|]", "", text))


def rows_of(table: Table) -> list[str]:
    """Return the rows of `table` as text, its headings first."""
    heads = [" | ".join(table.heads)] if any(table.heads) else []
    cells = ([" ".join(plain(words, " ") for words in cell) for cell in row] for row in table.rows)
    return [*heads, *(" | ".join(texts) for texts in cells)]
