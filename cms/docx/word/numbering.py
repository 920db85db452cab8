"""Lists: which paragraph is an item, how deep, and which number it shows.

Word, Google Docs and LibreOffice number differently: one definition for many lists with a mark
where a list begins anew, one for each list, or one that is a link to a style.
"""

from dataclasses import dataclass, field

from academy.core.text.typed import whole_of
from cms.docx.word.nodes import Node
from cms.docx.word.styles import Styles

DEEPEST = 8
DECIMAL = {"decimal", "decimalZero", "ordinal", "cardinalText", "ordinalText"}


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one depth are marked. `kind` is Word's: bullet, decimal, lowerLetter…"""

    kind: str
    start: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before an item."""

    depth: int
    is_ordered: bool
    number: int
    is_letter: bool


@dataclass(slots=True)
class _List:
    """A `w:num`: the definition that it uses, and where it begins anew."""

    definition: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counted while its paragraphs are read."""

    def __init__(self, tree: Node | None, styles: Styles) -> None:
        self.styles = styles
        self.lists: dict[str, _List] = {}
        self.by_style: dict[tuple[str, str], int] = {}
        # What was counted last at each depth, by definition; lists of one definition go on.
        self.counted: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        self.definitions: dict[str, Node] = {}
        if tree is not None:
            self._read(tree)

    def mark(self, properties: Node | None, style: str) -> Mark | None:
        """Return the mark of a paragraph, and count it; None where it is no item."""
        own = None if properties is None else properties.first("w:numPr")
        given = self.styles.numbering(style)
        wanted = given if own is None or own.first("w:numId") is None else own
        name = None if wanted is None else wanted.value("w:numId")
        found = self.lists.get(name or "")
        if name is None or found is None:
            return None
        text = (own and own.value("w:ilvl")) or (given and given.value("w:ilvl")) or ""
        depth = whole_of(text, digits=2)
        if depth is None:
            depth = self._depth(found, style)
        depth = min(depth or self.styles.depth(style), DEEPEST)
        level = found.levels.get(depth) or Level("decimal", 1)
        if level.kind == "none":
            return None
        if level.kind == "bullet":
            self._forget_deeper(found, depth)
            return Mark(depth, is_ordered=False, number=0, is_letter=False)
        number = self._count(name, found, depth, level)
        return Mark(depth, is_ordered=True, number=number, is_letter=level.kind not in DECIMAL)

    def _count(self, name: str, found: _List, depth: int, level: Level) -> int:
        counted = self.counted.setdefault(found.definition, {})
        if name not in self.begun:
            self.begun.add(name)
            for at, start in found.starts.items():
                counted[at] = start - 1
        counted[depth] = counted.get(depth, level.start - 1) + 1
        self._forget_deeper(found, depth)
        return counted[depth]

    def _forget_deeper(self, found: _List, depth: int) -> None:
        counted = self.counted.get(found.definition, {})
        for at in [at for at in counted if at > depth]:
            del counted[at]

    def _depth(self, found: _List, style: str) -> int:
        return self.by_style.get((found.definition, style), 0)

    def _read(self, tree: Node) -> None:
        self.definitions = {node.get("w:abstractNumId"): node for node in tree.all("w:abstractNum")}
        linked = {
            node.value("w:styleLink"): name
            for name, node in self.definitions.items()
            if node.first("w:styleLink") is not None
        }
        for node in tree.all("w:num"):
            name = node.value("w:abstractNumId") or ""
            definition = self.definitions.get(name)
            style = None if definition is None else definition.value("w:numStyleLink")
            if style in linked:
                name = linked[style]
                definition = self.definitions[name]
            if definition is not None:
                self.lists[node.get("w:numId")] = self._list(name, definition, node)

    def _list(self, name: str, definition: Node, node: Node) -> _List:
        found = _List(name, self._levels(name, definition))
        for override in node.all("w:lvlOverride"):
            at = _number(override.get("w:ilvl"), 0)
            start = override.value("w:startOverride")
            if start is not None:
                found.starts[at] = _number(start, 1)
            other = override.first("w:lvl")
            if other is not None:
                found.levels[at] = _level(other)
        return found

    def _levels(self, name: str, definition: Node) -> dict[int, Level]:
        levels = {}
        for node in definition.all("w:lvl"):
            at = _number(node.get("w:ilvl"), 0)
            levels[at] = _level(node)
            style = node.value("w:pStyle")
            if style:
                self.by_style[name, style] = at
        return levels


def _level(node: Node) -> Level:
    kind = node.value("w:numFmt")
    if kind is None:
        # Newer kinds stand in a choice, with a plain one for older programs.
        kind = next((found.get("w:val") for found in node.within("w:numFmt")), "decimal")
    return Level(kind or "decimal", _number(node.value("w:start"), 1))


def _number(text: str | None, otherwise: int) -> int:
    number = whole_of(text or "", digits=6)
    return otherwise if number is None else number
