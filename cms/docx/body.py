"""The text of a document, paragraph by paragraph, as blocks."""

from collections.abc import Sequence
from dataclasses import replace

from cms.docx.account import Account, Left
from cms.docx.content import (
    CAPTION_LENGTH,
    HEADING_LENGTH,
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Placed,
    Quote,
    Span,
    Table,
    Words,
    plain,
    tidy,
)
from cms.docx.drawings import Box, chosen
from cms.docx.refusals import TooMuch
from cms.docx.runs import GONE, Piece, Runs
from cms.docx.tables import Tables
from cms.docx.word.nodes import Node
from cms.docx.word.numbering import Mark, Numbering
from cms.docx.word.styles import Styles

MOST_BLOCKS = 2_000
MOST_SIGNS = 400_000
_THROUGH = {"w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:txbxContent"}
_LEFT_OUT = {
    **dict.fromkeys(GONE, Left.DELETED),
    "m:oMathPara": Left.EQUATIONS,
    "w:altChunk": Left.OBJECTS,
}
_OF_TABLES, _OF_PICTURES = ("tabel", "table"), ("gambar", "figure", "foto", "bagan", "grafik")


class Tools:
    """What reads the parts of a paragraph, one for the whole document, and what is counted."""

    def __init__(self, runs: Runs, styles: Styles, numbering: Numbering, account: Account) -> None:
        self.runs = runs
        self.styles = styles
        self.numbering = numbering
        self.account = account
        self.blocks_left, self.signs_left = MOST_BLOCKS, MOST_SIGNS

    def count(self, text: str) -> None:
        """Take `text` from what a document may have. Raises TooMuch."""
        self.blocks_left -= 1
        self.signs_left -= len(text)
        if self.blocks_left < 0 or self.signs_left < 0:
            raise TooMuch


class Body:
    """Reads the document, the inside of a box or of a cell into `blocks`."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self.account = tools.account
        self.tables = Tables(self._cell, tools.account)
        self.blocks: list[Block] = []
        self.items: list[Item] = []
        self.caption = ""
        # Of a paragraph whose end was deleted: it goes on in the next.
        self.joined: list[Piece] = []

    def read(self, parent: Node) -> Sequence[Block]:
        """Return what stands in `parent` as blocks."""
        self._inside(parent.children)
        self._end_paragraph()
        self._end_list()
        self._end_caption()
        return self.blocks

    def _cell(self, node: Node) -> Sequence[Block]:
        return Body(self.tools).read(node)

    def _inside(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if node.tag == "w:p":
                self._paragraph(node)
            elif node.tag == "w:tbl":
                self._end_paragraph()
                for block in self.tables.blocks(node):
                    self._add(block)
            elif node.tag == "w:sdt":
                self._control(node)
            elif node.tag == "mc:AlternateContent":
                self._inside(chosen(node))
            elif node.tag in _THROUGH:
                self._inside(node.children)
            elif node.tag in _LEFT_OUT:
                self.account.note(_LEFT_OUT[node.tag])

    def _control(self, node: Node) -> None:
        properties = node.first("w:sdtPr")
        if properties is not None:
            if properties.value("w:docPartObj", "w:docPartGallery") == "Table of Contents":
                self.account.note(Left.CONTENTS)
                return
            if properties.is_on("w:showingPlcHdr"):
                self.account.note(Left.PLACEHOLDERS)
                return
        self._inside(node.children)

    # Paragraphs ---------------------------------------------

    def _paragraph(self, node: Node) -> None:
        properties = node.first("w:pPr")
        style = (properties and properties.value("w:pStyle")) or self.tools.styles.usual
        pieces = [*self.joined, *self.tools.runs.pieces(node, style)]
        self.joined = []
        if properties is not None:
            self._note_breaks(properties)
            if _goes_on(properties):
                self.joined = pieces
                return
        if self.tools.styles.is_contents(style):
            if not self.account.counts[Left.CONTENTS]:
                self.account.note(Left.CONTENTS)
            return
        boxes = [piece for piece in pieces if isinstance(piece, Box)]
        rest: list[Piece] = [piece for piece in pieces if not isinstance(piece, Box)]
        # What is empty is no item either, and Word counts it: its number is seen.
        self._shown(rest, style, properties)
        for box in boxes:
            self._box(box)

    def _end_paragraph(self) -> None:
        pieces, self.joined = self.joined, []
        self._text([piece for piece in pieces if not isinstance(piece, Box)])

    def _note_breaks(self, properties: Node) -> None:
        if properties.is_on("w:pageBreakBefore"):
            self.account.note(Left.PAGES)
        section = properties.first("w:sectPr")
        if section is not None and section.value("w:type") != "continuous":
            self.account.note(Left.PAGES)

    def _box(self, box: Box) -> None:
        before = len(self.blocks)
        self._end_list()
        self._inside(box.content.children)
        self._end_list()
        # A picture with its caption lies in a box too, where LibreOffice wrote it.
        if any(not isinstance(block, Placed) for block in self.blocks[before:]):
            self.account.note(Left.BOXES)
        elif len(self.blocks) == before:
            self.account.note(Left.SHAPES)

    def _shown(self, pieces: list[Piece], style: str, properties: Node | None) -> None:
        mark = self.tools.numbering.mark(properties, style)
        styles = self.tools.styles
        words = tidy(piece for piece in pieces if isinstance(piece, Span))
        pictures = [piece for piece in pieces if isinstance(piece, Placed)]
        text = plain(words, " ")
        level = styles.level(style, properties.value("w:outlineLvl") if properties else None)
        is_title = styles.is_title(style)
        self.tools.count(text)
        if text and (is_title or level is not None):
            self._heading(words, 1 if is_title else level or 1, is_title)
        elif text and styles.is_caption(style) and len(text) <= CAPTION_LENGTH:
            for picture in pictures:
                self._add(picture)
            self._caption(text)
            return
        elif text and styles.is_quote(style):
            self._quote(plain(words))
        elif text and mark is not None:
            self._item(words, mark)
        elif text and self.items and styles.continues_list(style) and not pictures:
            last = self.items[-1]
            self.items[-1] = replace(last, words=(*last.words, Span("\n"), *words))
        else:
            self._text(pieces)
            return
        for picture in pictures:
            self._add(picture)

    def _text(self, pieces: list[Piece]) -> None:
        """Add text and pictures as they follow each other."""
        spans: list[Span] = []
        for piece in pieces:
            if isinstance(piece, Span):
                spans.append(piece)
            elif isinstance(piece, Placed):
                self._words(tidy(spans))
                spans = []
                self._add(piece)
        self._words(tidy(spans))

    def _words(self, words: Words) -> None:
        if words:
            self._add(Paragraph(words))

    def _heading(self, words: Words, level: int, is_title: bool) -> None:
        text = " ".join(plain(words, " ").split())
        if len(text) > HEADING_LENGTH:
            self.account.note(Left.LONG_HEADINGS)
            self._add(Paragraph((Span(text, bold=True),)))
        else:
            self._add(Heading(text, level, is_title))

    def _quote(self, text: str) -> None:
        last = self.blocks[-1] if self.blocks and not self.items and not self.caption else None
        if isinstance(last, Quote):
            self.blocks[-1] = Quote(f"{last.text}\n{text}")
        else:
            self._add(Quote(text))

    # Lists --------------------------------------------------

    def _item(self, words: Words, mark: Mark) -> None:
        if mark.is_letter:
            self.account.note(Left.LETTERS)
        depth = min(mark.depth, self.items[-1].depth + 1) if self.items else 0
        item = Item(words, depth, mark.is_ordered, mark.number)
        if depth == 0 and self.items and self._begins_anew(item):
            self._end_list()
        self.items.append(item)

    def _begins_anew(self, item: Item) -> bool:
        last = next(found for found in reversed(self.items) if found.depth == 0)
        return item.is_ordered != last.is_ordered or (
            item.is_ordered and item.number != last.number + 1
        )

    def _end_list(self) -> None:
        if self.items:
            found, self.items = Items(tuple(self.items)), []
            self._add(found)

    # Captions -----------------------------------------------

    def _caption(self, text: str) -> None:
        """Keep a caption for what comes, unless it is of the picture just shown."""
        self._end_list()
        self._end_caption()
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Placed) and not last.caption and not _begins(text, _OF_TABLES):
            self.blocks[-1] = replace(last, caption=text)
        else:
            self.caption = text

    def _end_caption(self) -> None:
        """Give a caption that nothing followed to the table before it, or show it as text."""
        text, self.caption = self.caption, ""
        last = self.blocks[-1] if self.blocks else None
        if not text:
            return
        if isinstance(last, Table) and not last.caption and not _begins(text, _OF_PICTURES):
            self.blocks[-1] = replace(last, caption=text)
        else:
            self.blocks.append(Paragraph((Span(text),)))

    def _add(self, block: Block) -> None:
        if not isinstance(block, Items):
            self._end_list()
        if isinstance(block, Table | Placed) and self.caption and _takes(block, self.caption):
            block, self.caption = replace(block, caption=self.caption), ""
        self._end_caption()
        self.blocks.append(block)


def _goes_on(properties: Node) -> bool:
    """Say whether a paragraph is one with the next: its end was deleted, or it is a drop cap."""
    frame = properties.first("w:framePr")
    is_cap = frame is not None and frame.get("w:dropCap") in {"drop", "margin"}
    return is_cap or properties.first("w:rPr", "w:del") is not None


def _takes(block: Table | Placed, caption: str) -> bool:
    others = _OF_PICTURES if isinstance(block, Table) else _OF_TABLES
    return not block.caption and not _begins(caption, others)


def _begins(text: str, words: tuple[str, ...]) -> bool:
    return text.lower().startswith(words)
