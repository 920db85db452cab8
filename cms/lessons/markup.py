"""Running text as it is typed on a phone: **bold**, *italic*, [a link](https://…), - and 1. lists.

The rich text of pages becomes such a text and the text becomes rich text again. What the signs
cannot say is not lost: `typed()` answers None then, and such a text is left to the full editor.
Links to pages and files of the academy stand as [words](#1), the first link of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from academy.core.text.typed import whole_of

_ESCAPED = r"\\(?P<sign>[\\*\[\].)•-])"
_INLINE = re.compile(
    rf"{_ESCAPED}"
    r"|\[(?P<words>(?:\\.|[^\[\]\\])+)\]\((?P<to>[^()\s]+)\)"
    r"|\*\*(?P<bold>(?:\\.|[^*\\])+)\*\*"
    r"|\*(?P<italic>(?:\\.|[^*\\])+)\*",
    re.DOTALL,
)
_BULLET = re.compile(r"[-•] +(.*)")
_NUMBER = re.compile(r"\d{1,3}[.)] +(.*)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"<>]+", re.IGNORECASE)
_SAME = {"strong": "b", "em": "i"}
_KNOWN = {"p", "b", "i", "a", "ul", "ol", "li", "br"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it is typed, and the opening tags of its links in their order."""

    text: str
    links: tuple[str, ...]


def typed(html: str) -> Typed | None:
    """Return rich text as it is typed; None where that could not be turned back."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.is_beyond:
        return None
    found = Typed("\n\n".join(reader.blocks), tuple(reader.links))
    return found if _bare(rich(found.text, found.links)) == _bare(html) else None


def rich(text: str, links: Sequence[str] = ()) -> str:
    """Return what was typed as rich text: nothing but the tags that the editor knows."""
    lines = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
    return "".join(_block(part, links) for part in re.split(r"\n{2,}", lines) if part.strip())


def _block(part: str, links: Sequence[str]) -> str:
    """Return a paragraph; or lists, with the lines of a paragraph between them."""
    html, words = "", list[str]()
    open_list = ""
    for line in [*part.split("\n"), ""]:
        bullet, number = _BULLET.fullmatch(line), _NUMBER.fullmatch(line)
        tag = "ul" if bullet else "ol" if number else ""
        if (tag or not line) and words:
            html += f"<p>{'<br/>'.join(words)}</p>"
            words = []
        if tag != open_list:
            html += f"</{open_list}>" if open_list else ""
            html += f"<{tag}>" if tag else ""
            open_list = tag
        if found := bullet or number:
            html += f"<li>{_inline(found[1], links)}</li>"
        elif line:
            words.append(_inline(line, links))
    return html


def _inline(text: str, links: Sequence[str]) -> str:
    html, end = "", 0
    for found in _INLINE.finditer(text):
        html += escape(text[end : found.start()], quote=False) + _piece(found, links)
        end = found.end()
    return html + escape(text[end:], quote=False)


def _piece(found: re.Match[str], links: Sequence[str]) -> str:
    if found["sign"]:
        return escape(found["sign"], quote=False)
    if found["bold"]:
        return f"<b>{_inline(found['bold'], links)}</b>"
    if found["italic"]:
        return f"<i>{_inline(found['italic'], links)}</i>"
    opening = _opening(found["to"], links)
    if opening is None:
        return escape(found[0], quote=False)
    return f"{opening}{_inline(found['words'], links)}</a>"


def _opening(to: str, links: Sequence[str]) -> str | None:
    number = whole_of(to.removeprefix("#")) if to.startswith("#") else None
    if number is not None and 0 < number <= len(links):
        return links[number - 1]
    return f'<a href="{escape(to)}">' if _ADDRESS.fullmatch(to) else None


@dataclass
class _Reader(HTMLParser):
    """Reads rich text into the blocks of a typed text."""

    blocks: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    is_beyond: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._line = ""
        self._lists: list[tuple[str, list[str]]] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _SAME.get(tag, tag)
        if tag not in _KNOWN or (tag in {"ul", "ol"} and self._lists):
            self.is_beyond = True
        elif tag in {"b", "i"}:
            self._line += "**" if tag == "b" else "*"
        elif tag == "br":
            self._line += "\n"
        elif tag == "a":
            self._begin_link(attrs)
        elif tag in {"ul", "ol"}:
            self._lists.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME.get(tag, tag)
        if tag in {"b", "i"}:
            self._line += "**" if tag == "b" else "*"
        elif tag == "a":
            self._line += f"]({self._link})"
        elif tag == "p":
            self.blocks.append(self._line)
            self._line = ""
        elif tag == "li" and self._lists:
            kind, items = self._lists[-1]
            items.append(f"{'-' if kind == 'ul' else f'{len(items) + 1}.'} {self._line}")
            self._line = ""
        elif tag in {"ul", "ol"} and self._lists:
            self.blocks.append("\n".join(self._lists.pop()[1]))

    def handle_data(self, data: str) -> None:
        words = re.sub(r"([\\*\[\]])", r"\\\1", data)
        if not self._line:
            words = re.sub(r"^(\d{1,3})([.)] )", r"\1\\\2", re.sub(r"^([-•])", r"\\\1", words))
        self._line += words

    def _begin_link(self, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href") or ""
        if set(given) == {"href"} and _ADDRESS.fullmatch(address) and not set("()") & set(address):
            self._link = address
        else:
            inner = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
            self.links.append(f"<a{inner}>")
            self._link = f"#{len(self.links)}"
        self._line += "["


def _bare(html: str) -> str:
    """Return rich text as it is compared: without keys of the editor, in one spelling."""
    html = re.sub(r'\s+data-block-key="[^"]*"', "", html)
    html = re.sub(r"<(/?)(strong|em)>", lambda tag: f"<{tag[1]}{_SAME[tag[2]]}>", html)
    html = re.sub(r"<br\s*/?>", "<br/>", html)
    return (
        html.replace("&quot;", '"').replace("&#x27;", "'").replace("&nbsp;", "\N{NO-BREAK SPACE}")
    )
