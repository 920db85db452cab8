"""A file of XML in its questions, one after another, with the line of each.

Nothing is fetched and nothing is defined: a file that declares entities or names a document of
others is refused. Where the markup is broken, reading goes on with the next question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from xml.parsers import expat

from django.utils.translation import gettext

from cms.formats.written import Fault, Unreadable

DEEPEST, MOST = 40, 20_000  # elements within one another, and in one question
NEW_STARTS = 200  # after broken markup
_CHUNK = 1 << 16
_OPENING = b"<quiz>"
_QUESTION = re.compile(rb"<question[\s>]")
_XML_ENTITIES = {"lt", "gt", "amp", "quot", "apos"}
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(slots=True)
class Element:
    """An element of a question with all that is in it."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the element itself."""
        return "".join(self.words)

    def all(self, name: str) -> list["Element"]:
        """Return the children of this name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Element | None":
        """Return the first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def said(self, name: str, otherwise: str = "") -> str:
        """Return what a child says, in its own text or in its `<text>`."""
        child = self.first(name)
        if child is None:
            return otherwise
        inner = child.first("text")
        return (child if inner is None else inner).text.strip()


class _Broken(Exception):
    """Markup that ends the question in which it stands."""


def questions(text: str) -> Iterator[Element | Fault]:
    """Yield the questions of `text`, and a fault for each place where its markup is broken."""
    data = _without_declaration(_entities_as_signs(text)).encode()
    begin, line, effort = 0, 1, 0
    for start in range(NEW_STARTS):
        part = _Part(data, begin, line, resumed=start > 0)
        yield from part.questions()
        if part.fault is None:
            return
        yield part.fault
        effort += part.read
        following = _QUESTION.search(data, part.last_begun + 1)
        if following is None:
            return
        line += data.count(b"\n", begin, following.start())
        begin = following.start()
        if effort > 8 * len(data):
            break
    yield Fault(line, gettext("The markup of this file is broken in too many places to go on."))


class _Part:
    """The file from one place on, up to its end or to broken markup."""

    def __init__(self, data: bytes, begin: int, line: int, *, resumed: bool) -> None:
        self._data, self._begin, self._line = data, begin, line - 1
        self._resumed = resumed
        self._found: list[Element] = []
        self._open: list[Element] = []
        self._outside = self._markup = self._count = 0
        self.fault: Fault | None = None
        self.last_begun, self.read = begin, 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.EntityDeclHandler = _refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say

    def questions(self) -> Iterator[Element]:
        try:
            if self._resumed:
                self._parser.Parse(_OPENING)
            for place in range(self._begin, len(self._data), _CHUNK):
                self._parser.Parse(self._data[place : place + _CHUNK])
                self.read = place - self._begin
                yield from self._taken()
            self._parser.Parse(b"", True)
            yield from self._taken()  # of a large piece of markup the parser sees the end late
        except expat.ExpatError as error:
            yield from self._taken()
            if not (self._resumed and not self._open and self._at_end()):
                self.fault = Fault(error.lineno + self._line, _broken(error))
        except _Broken as broken:
            yield from self._taken()
            line = self._open[0].line if self._open else self._here()
            self.fault = Fault(line, str(broken))

    def _taken(self) -> list[Element]:
        found, self._found = self._found, []
        return found

    def _at_end(self) -> bool:
        """Say whether all that is wrong is the end of a file that was begun anew."""
        rest = self._data[self.last_begun + 1 :]
        return _QUESTION.search(rest) is None and b"</quiz" not in rest[-200:]

    def _here(self) -> int:
        return self._parser.CurrentLineNumber + self._line

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        # Some kinds have a field of this name (gapfill: its question's number), without a type.
        if name == "question" and (not self._open or "type" in attributes):
            if self._open:
                raise _Broken(gettext("This question is not closed. Put </question> at its end."))
            self._count = 0
            offset = len(_OPENING) if self._resumed else 0
            self.last_begun = self._begin + self._parser.CurrentByteIndex - offset
        elif not self._open:
            return
        self._count += 1
        if len(self._open) > DEEPEST or self._count > MOST:
            raise _Broken(gettext("This question holds far more markup than any question needs."))
        if self._markup or (self._open and self._open[-1].name == "text"):
            self._markup += 1
            said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
            self._open[-1].words.append(f"<{name}{said}>")
            return
        element = Element(name, self._here(), attributes)
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:
        if self._markup:
            self._markup -= 1
            self._open[-1].words.append(f"</{name}>")
        elif self._open:
            element = self._open.pop()
            if not self._open:
                self._found.append(element)

    def _say(self, text: str) -> None:
        if self._open:
            self._open[-1].words.append(escape(text) if self._markup else text)


def _refuse(*_declared: object) -> None:
    raise Unreadable(
        gettext(
            "This file declares a document type or entities, as no export of Moodle does. Export "
            "it anew, or take out <!DOCTYPE …>."
        )
    )


def _broken(error: expat.ExpatError) -> str:
    return gettext(
        "The XML is broken here (%(reason)s); the question around it is not read. Write < as &lt; "
        "and & as &amp;, and close each element."
    ) % {"reason": expat.ErrorString(error.code)}


def _without_declaration(text: str) -> str:
    """Blank the first line that says what the file is: it has been decoded already."""
    return re.sub(r"\A\s*<\?xml[^>]{0,300}\?>", lambda found: re.sub(r"\S", " ", found[0]), text)


def _entities_as_signs(text: str) -> str:
    """Write the entities of HTML as the signs that they mean: XML itself knows five only."""
    if not _ENTITY.search(text):
        return text
    parts = re.split(r"(<!\[CDATA\[|\]\]>)", text)
    literal = False
    for index, part in enumerate(parts):
        if index % 2:
            literal = part != "]]>"
        elif not literal:
            parts[index] = _ENTITY.sub(_as_sign, part)
    return "".join(parts)


def _as_sign(entity: "re.Match[str]") -> str:
    return entity[0] if entity[1] in _XML_ENTITIES else escape(unescape(entity[0]), quote=False)
