"""What stands in a paragraph: text with its look, links, pictures, boxes; notes left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from cms.docx.account import Account, Left
from cms.docx.content import Placed, Span
from cms.docx.drawings import Box, Drawings, chosen
from cms.docx.word.nodes import Node
from cms.docx.word.styles import Styles

type Piece = Span | Placed | Box

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST_LINK = 2000
_PLAIN_COLOURS = {"", "auto", "000000", "windowtext"}
# Signs of symbol fonts that stand for what letters can say too.
_SYMBOLS = {
    *(("symbol", "b7"), ("wingdings", "a7"), ("wingdings", "6c"), ("wingdings", "9f")),
}
_SIGNS = {
    **dict.fromkeys(_SYMBOLS, "•"),
    ("symbol", "ae"): "→",
    ("symbol", "b0"): "°",
    ("symbol", "b1"): "±",
    ("symbol", "b4"): "×",
    ("symbol", "d7"): "×",
    ("wingdings", "e0"): "→",
    ("wingdings", "fc"): "✓",
    ("wingdings", "fe"): "☑",
    ("wingdings", "a8"): "☐",
    ("wingdings", "fb"): "✗",
    ("wingdings", "4a"): "☺",
}
_THROUGH = {
    *("w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent", "w:rubyBase"),
    *("w:ins", "w:moveTo"),
}
GONE = {"w:del", "w:moveFrom"}


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction first, then the text it shows."""

    instruction: str = ""
    shows: bool = False

    @property
    def name(self) -> str:
        return (self.instruction.split() or [""])[0].upper()

    @property
    def is_contents(self) -> bool:
        return self.shows and self.name == "TOC"


class Runs:
    """Reads paragraphs one after the other: a field may begin in one and end in another."""

    def __init__(
        self, styles: Styles, drawings: Drawings, links: dict[str, str], account: Account
    ) -> None:
        self.styles = styles
        self.drawings = drawings
        self.links = links
        self.account = account
        self.fields: list[_Field] = []
        self.style = ""
        self.looks: set[Left] = set()
        self.signs: dict[str, Callable[[Node], str]] = {
            "w:t": lambda node: node.text.replace("\n", " "),
            "w:tab": lambda _node: " ",
            "w:ptab": lambda _node: " ",
            "w:cr": lambda _node: "\n",
            "w:noBreakHyphen": lambda _node: "‑",
            "w:br": self._break,
            "w:sym": self._symbol,
        }
        self.notes = {
            **dict.fromkeys(("w:ins", "w:moveTo"), Left.INSERTED),
            **dict.fromkeys(GONE, Left.DELETED),
            "w:footnoteReference": Left.FOOTNOTES,
            "w:endnoteReference": Left.ENDNOTES,
            "w:commentReference": Left.COMMENTS,
            "w:object": Left.OBJECTS,
            "w:contentPart": Left.SHAPES,
            "w:subDoc": Left.OBJECTS,
            "m:oMath": Left.EQUATIONS,
            "m:oMathPara": Left.EQUATIONS,
        }

    def pieces(self, paragraph: Node, style: str) -> list[Piece]:
        """Return what stands in `paragraph`, and note what of its look is left out."""
        self.style, self.looks = style, set()
        found = list(self._inside(paragraph, ""))
        for look in self.looks:
            self.account.note(look)
        return found

    def _inside(self, parent: Node, href: str) -> Iterator[Piece]:
        for node in parent.children:
            yield from self._part(node, href)

    def _part(self, node: Node, href: str) -> Iterator[Piece]:
        tag = node.tag
        if tag == "w:r":
            yield from self._run(node, href)
        elif tag == "w:hyperlink":
            yield from self._inside(node, "" if self._is_silent else self._link(node))
        elif tag == "w:sdt":
            yield from self._control(node, href)
        elif tag == "w:fldSimple":
            field = _Field(node.get("w:instr"), shows=True)
            self._note_field(field)
            yield from self._inside(node, self._href(field) or href)
        elif tag == "mc:AlternateContent":
            for part in chosen(node):
                yield from self._part(part, href)
        else:
            if tag in self.notes:
                self.account.note(self.notes[tag])
            if tag in _THROUGH:
                yield from self._inside(node, href)

    def _control(self, node: Node, href: str) -> Iterator[Piece]:
        properties, content = node.first("w:sdtPr"), node.first("w:sdtContent")
        if properties is not None and properties.is_on("w:showingPlcHdr"):
            self.account.note(Left.PLACEHOLDERS)
        elif content is not None:
            yield from self._inside(content, href)

    def _run(self, node: Node, href: str) -> Iterator[Piece]:
        properties = node.first("w:rPr")
        is_hidden = properties is not None and bool(properties.is_on("w:vanish"))
        if is_hidden and any(child.text.strip() for child in node.children):
            self.looks.add(Left.HIDDEN)
        bold, italic = self._look(properties, bool(href) or bool(self._outer_link))
        for child in node.children:
            for piece in self._in_run(child, href):
                if not isinstance(piece, Span):
                    yield piece
                elif not is_hidden and not self._is_silent:
                    yield Span(piece.text, bold, italic, href or self._outer_link)

    def _in_run(self, node: Node, href: str) -> Iterator[Piece]:
        tag = node.tag
        if tag in self.signs:
            yield Span(self.signs[tag](node))
        elif tag in {"w:drawing", "w:pict"}:
            if not self._in_contents:
                yield from self.drawings.drawn(node)
        elif tag == "mc:AlternateContent":
            for part in chosen(node):
                yield from self._in_run(part, href)
        elif tag == "w:ruby":
            yield from self._inside(node, href)
        elif tag in self.notes:
            self.account.note(self.notes[tag])
        else:
            self._turn(node)

    def _look(self, properties: Node | None, is_link: bool) -> tuple[bool, bool]:
        """Return whether a run is bold and slanted; what else it looks like is noted."""
        own = None if properties is None else properties.value("w:rStyle")
        switches = []
        for tag in ("w:b", "w:i"):
            found = None if properties is None else properties.is_on(tag)
            if found is None:
                named = own is not None and self.styles.switch(own, tag)
                found = named or self.styles.switch(self.style, tag)
            switches.append(found)
        if properties is not None:
            self._note_look(properties, is_link)
        return switches[0], switches[1]

    def _note_look(self, properties: Node, is_link: bool) -> None:
        if properties.is_on("w:u") and not is_link:
            self.looks.add(Left.UNDERLINED)
        if properties.is_on("w:strike") or properties.is_on("w:dstrike"):
            self.looks.add(Left.STRUCK)
        if properties.value("w:vertAlign") in {"superscript", "subscript"}:
            self.looks.add(Left.RAISED)
        fonts, shade = properties.first("w:rFonts"), properties.first("w:shd")
        colour = (properties.value("w:color") or "").lower()
        has_look = (
            (colour not in _PLAIN_COLOURS and not is_link)
            or properties.is_on("w:highlight")
            or properties.first("w:sz") is not None
            or (fonts is not None and bool(fonts.get("w:ascii")))
            or (shade is not None and shade.get("w:fill").lower() not in {"", "auto", "ffffff"})
        )
        if has_look:
            self.looks.add(Left.LOOKS)

    def _break(self, node: Node) -> str:
        if node.get("w:type") in {"page", "column"}:
            self.account.note(Left.PAGES)
            return ""
        return "\n"

    def _symbol(self, node: Node) -> str:
        font = node.get("w:font").lower()
        sign = _SIGNS.get((font, node.get("w:char").lower()[-2:]))
        if sign is None:
            self.account.note(Left.SYMBOLS)
        return sign or ""

    # Fields -------------------------------------------------

    def _turn(self, node: Node) -> None:
        """Begin a field, read its instruction, go on to what it shows, or end it."""
        kind = node.get("w:fldCharType") if node.tag == "w:fldChar" else node.tag
        if kind == "begin":
            self.fields.append(_Field())
        elif not self.fields:
            return
        elif kind == "w:instrText" and not self.fields[-1].shows:
            self.fields[-1].instruction += node.text
        elif kind == "separate":
            self.fields[-1].shows = True
            self._note_field(self.fields[-1])
        elif kind == "end":
            self.fields.pop()

    def _note_field(self, field: _Field) -> None:
        if field.name == "TOC":
            self.account.note(Left.CONTENTS)
        elif field.name == "INCLUDEPICTURE":
            self.account.note(Left.FAR_PICTURES)
        elif field.name not in {"", "HYPERLINK", "PAGEREF", "SEQ"} and not self._in_contents:
            self.account.note(Left.FIELDS)

    @property
    def _in_contents(self) -> bool:
        return any(field.is_contents for field in self.fields)

    @property
    def _is_silent(self) -> bool:
        """Whether text that comes now is shown by nobody: an instruction, or of a contents."""
        return self._in_contents or any(not field.shows for field in self.fields)

    @property
    def _outer_link(self) -> str:
        return next((href for field in reversed(self.fields) if (href := self._href(field))), "")

    # Links --------------------------------------------------

    def _href(self, field: _Field) -> str:
        if field.name != "HYPERLINK":
            return ""
        found = _LINK.match(field.instruction)
        return safe_link((found[1] or found[2] or "") if found else "")

    def _link(self, node: Node) -> str:
        href = safe_link(self.links.get(node.get("r:id"), ""))
        if not href:
            self.account.note(Left.LINKS)
        return href


def safe_link(href: str) -> str:
    """Return `href` where a lesson may lead there; "" for all else."""
    href = href.strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    is_whole = parts.scheme in {"mailto", "tel"} or bool(parts.netloc)
    is_taken = parts.scheme in _SCHEMES and is_whole and len(href) <= LONGEST_LINK
    return href if is_taken and href.isprintable() else ""
