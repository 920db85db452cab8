"""Words of a course's glossary, found in the HTML of a lesson.

Each is marked where it stands first, as a link to its meaning at the end of the lesson: without a
script, on paper and without a connection it is read all the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s
from html import escape, unescape

from django.utils.text import slugify

# Nothing is marked in what leads somewhere, names something, or is shown as it stands.
_LEFT_ALONE = {
    "a", "abbr", "audio", "button", "code", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6",
    "label", "option", "pre", "script", "style", "summary", "svg", "table", "textarea", "video",
}  # fmt: skip
_WITHOUT_END = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")


@dataclass(frozen=True, slots=True)
class Term:
    """What `words` mean; `word` is the one that it is called by."""

    word: str
    words: tuple[str, ...]
    meaning: str

    @property
    def anchor(self) -> str:
        """The id under which its meaning stands on the page."""
        slug, word = slugify(self.word, allow_unicode=True), self.word.casefold()
        # “C++” and “C#” are two words.
        told = (
            ""
            if slug == "-".join(word.split())
            else f"-{blake2s(word.encode(), digest_size=3).hexdigest()}"
        )
        return f"istilah-{slug}{told}"


class Marking:
    """Marks `terms` in one HTML after the other; `found` are those that occurred, in order."""

    def __init__(self, terms: Iterable[Term]):
        self._by_word = {word.casefold(): term for term in terms for word in term.words}
        self.found: list[Term] = []
        longest_first = sorted(self._by_word, key=len, reverse=True)
        # “Diafragmanya” is the same word.
        self._pattern = re.compile(
            rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?=(?:nya)?(?!\w))", re.IGNORECASE
        )

    def marked(self, html: str) -> str:
        """Return `html` with each term that was not found before as a link to its meaning."""
        if not self._by_word:
            return html
        open_tags: list[str] = []
        return "".join(self._part(part, open_tags) for part in _TAG.split(html))

    def _part(self, part: str, open_tags: list[str]) -> str:
        if not part.startswith("<"):
            alone = any(tag in _LEFT_ALONE for tag in open_tags)
            return part if alone else self._text(part)
        name = _NAME.match(part)
        tag = name[1].lower() if name else ""
        if part.startswith("</"):
            # Closes what is open, also where a tag in between was never closed.
            if tag in open_tags:
                while open_tags.pop() != tag:
                    pass
        elif tag and tag not in _WITHOUT_END and not part.endswith("/>"):
            open_tags.append(tag)
        return part

    def _text(self, html: str) -> str:
        """Mark a text between two tags; what has no term in it stays as it was, byte for byte."""
        text, end, made = unescape(html), 0, ""
        for match in self._pattern.finditer(text):
            # Of a letter like the Turkish İ the pattern takes more for the same than `casefold`.
            term = self._by_word.get(match[1].casefold())
            if term is not None and term not in self.found:
                self.found.append(term)
                before, word = escape(text[end : match.start()]), escape(match[1])
                made += f'{before}<a class="term" href="#{term.anchor}">{word}</a>'
                end = match.end()
        return made + escape(text[end:]) if made else html
