"""What the styles of a document mean. Word keeps their English names in every language; other
programs and people write their own."""

import re
from collections.abc import Iterator

from academy.core.text.typed import whole_of
from cms.docx.word.nodes import Node

LONGEST_CHAIN = 20
BODY_TEXT = 9
_HEADING = re.compile(r"(?:heading|judul|tajuk)\s*([1-9])\b")
_CONTENTS = re.compile(r"(?:toc|contents|daftar isi|kandungan)(?:\s*\d|$|\s*heading)")
_TITLE = {"title", "judul", "tajuk"}
_CAPTION = re.compile(r"(?:caption|keterangan|kapsyen|illustration$|figure$|takarir)")
_QUOTE = re.compile(r"(?:intense )?(?:quote|quotations?|kutipan|petikan|block quotation)")
_LIST = re.compile(
    r"(?:list paragraph|list continue|listparagraph|paragraf daftar|daftar paragraf)"
)
_DEPTH = re.compile(r"(?:list|daftar) [a-z]+ ([2-5])$")


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, tree: Node | None) -> None:
        styles = [] if tree is None else list(tree.all("w:style"))
        self.nodes = {node.get("w:styleId"): node for node in styles}
        self.usual = next(
            (
                node.get("w:styleId")
                for node in styles
                if node.get("w:type") == "paragraph" and node.is_on_attribute("w:default")
            ),
            "",
        )

    def chain(self, style: str) -> Iterator[Node]:
        """Return the style and those it is based on, the nearest first."""
        seen = 0
        while style in self.nodes and seen < LONGEST_CHAIN:
            node = self.nodes[style]
            yield node
            style, seen = node.value("w:basedOn") or "", seen + 1

    def names(self, style: str) -> Iterator[str]:
        """Return what the style and those below it are called, in small letters."""
        if style not in self.nodes:
            yield style.lower()
        for node in self.chain(style):
            name = (node.value("w:name") or node.get("w:styleId")).partition(",")[0]
            yield " ".join(name.lower().split())

    def level(self, style: str, own: str | None) -> int | None:
        """Return which heading a paragraph is, 1 to 9; None for text. `own` is the rank that
        the paragraph itself has."""
        if own is not None:
            return _rank(own)
        for node in self.chain(style):
            rank = node.value("w:pPr", "w:outlineLvl")
            if rank is not None:
                return _rank(rank)
        for name in self.names(style):
            if found := _HEADING.match(name):
                return int(found[1])
        return None

    def is_contents(self, style: str) -> bool:
        return any(_CONTENTS.match(name) for name in self.names(style))

    def is_title(self, style: str) -> bool:
        # Not what a style is based on: a subtitle may be a small title.
        return next(self.names(style), "") in _TITLE

    def is_caption(self, style: str) -> bool:
        return any(_CAPTION.match(name) for name in self.names(style))

    def is_quote(self, style: str) -> bool:
        return any(_QUOTE.fullmatch(name) for name in self.names(style))

    def continues_list(self, style: str) -> bool:
        return any(_LIST.match(name) for name in self.names(style))

    def depth(self, style: str) -> int:
        """Return how deep the lists of a style lie, by its name: "List Bullet 2" is 1."""
        found = next((found for name in self.names(style) if (found := _DEPTH.match(name))), None)
        return int(found[1]) - 1 if found else 0

    def numbering(self, style: str) -> Node | None:
        """Return the `w:numPr` that a style brings along."""
        for node in self.chain(style):
            found = node.first("w:pPr", "w:numPr")
            if found is not None:
                return found
        return None

    def switch(self, style: str, tag: str) -> bool:
        """Return whether a style makes its text bold (`w:b`) or slanted (`w:i`)."""
        for node in self.chain(style):
            properties = node.first("w:rPr")
            found = None if properties is None else properties.is_on(tag)
            if found is not None:
                return found
        return False


def _rank(text: str) -> int | None:
    rank = whole_of(text, digits=2)
    return None if rank is None or rank >= BODY_TEXT else rank + 1
