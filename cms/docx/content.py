"""What is read of a document: plain blocks, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from academy.web.files.uploads import Upload

HEADING_LENGTH, CAPTION_LENGTH, ALT_LENGTH = 120, 300, 400


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look; "\\n" is the end of a line within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


type Words = tuple[Span, ...]


def tidy(spans: Iterable[Span]) -> Words:
    """Return `spans` without blanks at both ends, neighbours of one look joined."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        # A blank alone has no look; Word changes it at any place.
        is_blank = not span.text.strip() and last is not None and span.href == last.href
        like = replace(last, text=span.text) if is_blank and last is not None else span
        if last is not None and replace(last, text="") == replace(like, text=""):
            found[-1] = replace(last, text=last.text + like.text)
        elif span.text:
            found.append(span)
    while found and not found[0].text.lstrip():
        found.pop(0)
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[0] = replace(found[0], text=found[0].text.lstrip())
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)


def plain(words: Words, line: str = "\n") -> str:
    """Return the text of `words`; `line` stands where a line ends."""
    return "".join(span.text for span in words).replace("\n", line)


def markup(words: Words) -> str:
    """Return `words` as the HTML that the editor of rich text writes."""
    return "".join(_marked(span) for span in words)


def _marked(span: Span) -> str:
    text = escape(span.text, quote=False).replace("\n", "<br/>")
    if span.italic:
        text = f"<i>{text}</i>"
    if span.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(span.href)}">{text}</a>' if span.href else text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is Word's, 1 to 9. A title of the whole document is of level 1."""

    text: str
    level: int
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words


@dataclass(frozen=True, slots=True)
class Quote:
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: how deep (from 0), whether it has a number, and which it shows."""

    words: Words
    depth: int
    is_ordered: bool
    number: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]

    @property
    def goes_on(self) -> bool:
        """Whether its numbers begin later than at 1."""
        first = self.items[0]
        return first.is_ordered and first.depth == 0 and first.number != 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, then rows of cells, each of paragraphs."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a picture of the file is shown: its part, what of it (four edges, in parts of
    100,000), and what is said of it. `number` is its place among the pictures taken."""

    part: str
    crop: tuple[int, int, int, int]
    alt: str
    caption: str = ""
    number: int = 0


type Block = Heading | Paragraph | Quote | Items | Table | Placed


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read. `said`: what was left out or changed, a sentence each."""

    blocks: Sequence[Block]
    pictures: Sequence[Upload] = field(default_factory=tuple)
    said: Sequence[str] = field(default_factory=tuple)

    @property
    def title(self) -> str:
        """Return what the document calls itself, if it begins with that; else ""."""
        first = self.blocks[0] if self.blocks else None
        if not isinstance(first, Heading):
            return ""
        alone = sum(isinstance(b, Heading) and b.level == 1 for b in self.blocks) == 1
        return first.text if first.is_title or (first.level == 1 and alone) else ""
