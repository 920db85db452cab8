"""XML of a Word file as plain nodes, read piece by piece within limits."""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cms.docx.refusals import Broken, TooMuch, Unsafe

MOST_BYTES = 24 * 1024 * 1024
MOST_NODES = 400_000
# Nested deeper than any document that a person wrote; what reads it calls itself.
MOST_DEPTH = 120
CHUNK = 256 * 1024

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010/"
# Word writes the first kind of names, and the second where it is asked to be strict.
_SHORT = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}package/2006/relationships": "rel",
    f"{_MICROSOFT}wordprocessingShape": "wps",
    f"{_MICROSOFT}wordprocessingGroup": "wpg",
    f"{_MICROSOFT}wordprocessingCanvas": "wpc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
# What stands in every run and says nothing here; former properties of tracked changes too.
_NOT_KEPT = {
    *("w:lang", "w:proofErr", "w:szCs", "w:bCs", "w:iCs", "w:noProof", "w:kern", "w:spacing"),
    *("w:lastRenderedPageBreak", "w:bookmarkStart", "w:bookmarkEnd", "w:jc", "w:tabs"),
    *("w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange"),
    *("w:sectPrChange", "w:numberingChange", "w:tblBorders", "w:tcBorders", "w:pBdr"),
}
_OFF = {"0", "false", "off", "none"}
_NOTHING: dict[str, str] = {}


class Node:
    """An element: `tag` and names of attributes with the short name of their space (`w:p`)."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def get(self, name: str) -> str:
        """Return an attribute; "" where it is missing."""
        return self.attributes.get(name, "")

    def first(self, *path: str) -> "Node | None":
        """Return the first child of that tag, or what is reached by one tag after the other."""
        found = self
        for tag in path:
            child = next((child for child in found.children if child.tag == tag), None)
            if child is None:
                return None
            found = child
        return found

    def value(self, *path: str) -> str | None:
        """Return the `w:val` at the end of `path`; None where nothing is there."""
        found = self.first(*path)
        return None if found is None else found.get("w:val")

    def is_on(self, tag: str) -> bool | None:
        """Return what a switch says; None where it stands nowhere."""
        found = self.value(tag)
        return None if found is None else found.lower() not in _OFF

    def is_on_attribute(self, name: str) -> bool:
        """Return whether an attribute is there and not off."""
        return name in self.attributes and self.attributes[name].lower() not in _OFF

    def all(self, tag: str) -> "Iterator[Node]":
        """Return the children of that tag."""
        return (child for child in self.children if child.tag == tag)

    def within(self, *tags: str) -> "Iterator[Node]":
        """Return what has one of `tags` at any depth, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.tag in tags:
                yield node
            waiting.extend(reversed(node.children))


class _Builder:
    """What the parser calls for each element."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        # Of the element begun last: only what has no others inside holds text here.
        self.texts: list[str] = []
        self.count = self.left_out = 0
        self.names: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_NODES or len(self.open) + self.left_out > MOST_DEPTH:
            raise TooMuch
        tag = self._short(name)
        if self.left_out or tag in _NOT_KEPT:
            self.left_out += 1
            return
        named = {self._short(key): value for key, value in attributes.items()}
        node = Node(tag, named or _NOTHING)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)
        self.texts = []

    def end(self, _name: str) -> None:
        if self.left_out:
            self.left_out -= 1
        else:
            node = self.open.pop()
            if not node.children:
                node.text = "".join(self.texts)
            self.texts = []

    def data(self, text: str) -> None:
        if not self.left_out:
            self.texts.append(text)

    def close(self) -> Node:
        if self.root is None:
            raise Broken
        return self.root

    def _short(self, name: str) -> str:
        short = self.names.get(name)
        if short is None:
            space, _brace, local = name.rpartition("}")
            short = f"{_SHORT.get(space[1:], 'x')}:{local}" if space else local
            self.names[name] = short
        return short


def parse(stream: IO[bytes]) -> Node:
    """Return the root of the XML in `stream`. Raises TooMuch, Unsafe or Broken."""
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    left = MOST_BYTES
    try:
        while chunk := stream.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise TooMuch
            parser.feed(chunk)
        root: Node = parser.close()
    except DefusedXmlException as error:
        raise Unsafe from error
    except (ParseError, ExpatError, UnicodeError, LookupError) as error:
        raise Broken from error
    return root
