"""A question as a file says it, in no format's own words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

ALL = Decimal(100)
NOTHING = Decimal(0)


class Kind(StrEnum):
    """Types of questions, by Moodle's names."""

    MULTICHOICE = "multichoice"
    TRUEFALSE = "truefalse"
    SHORTANSWER = "shortanswer"
    NUMERICAL = "numerical"
    MATCH = "match"
    ORDERING = "ordering"
    ESSAY = "essay"
    DESCRIPTION = "description"
    HOTSPOT = "ddmarker"  # a place on a picture; Moodle asks for it with one marker


class Shape(StrEnum):
    """How a place on a picture is drawn, by Moodle's names."""

    CIRCLE = "circle"
    RECTANGLE = "rectangle"
    POLYGON = "polygon"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text, known in it by its name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as clean HTML, with the pictures that stand in it.

    A picture stands where `<img src="@@PLUGINFILE@@/its%20name" alt="…">` is. Made by
    `cms.formats.prose` alone, so that nothing else than what it lets pass is ever in it.
    """

    html: str = ""
    pictures: tuple[Picture, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html)


NO_PROSE = Prose()


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen or typed, what share of the marks it earns (per cent), what is said to it.

    Of a number `text` is the figure, with a point for decimals, or `*` for any other; of an
    ordering the options stand in their right order.
    """

    text: Prose
    fraction: Decimal = NOTHING
    feedback: Prose = NO_PROSE
    tolerance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that belong together. Without a text: an answer that belongs to nothing."""

    text: Prose
    answer: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in which a number may be given: so many of it make one of the first."""

    name: str
    multiplier: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A right place on the picture of a question, in its pixels.

    A circle is its middle and a point (radius, 0); a rectangle its upper left corner and
    (width, height); a polygon its corners.
    """

    shape: Shape
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """One question, whole, as it was read or will be written."""

    kind: Kind
    text: Prose
    title: str = ""
    line: int = field(default=1, compare=False)  # where it starts in the file it was read from
    single: bool = True  # multichoice: one option may be chosen
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    units: tuple[Unit, ...] = ()
    background: Picture | None = None  # hotspot: the picture that is pointed at
    marker: str = ""  # hotspot: what is looked for
    spots: tuple[Spot, ...] = ()
    case_sensitive: bool = False  # shortanswer
    shuffle: bool = True
    numbering: str = "abc"
    mark: Decimal = Decimal(1)
    penalty: Decimal = NOTHING
    feedback: Prose = NO_PROSE  # said to everybody
    feedback_right: Prose = NO_PROSE
    feedback_partly: Prose = NO_PROSE
    feedback_wrong: Prose = NO_PROSE
    hints: tuple[Prose, ...] = ()
    category: str = ""  # names from the outermost, parted by "/"; a "/" of a name is "//"
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    language: str = ""
    identity: str = ""  # Moodle's idnumber: the key word by which the file's owner knows it

    def proses(self) -> Iterator[tuple[str, Prose]]:
        """Yield each text with the place in which it stands: "text", "options/2/feedback"."""
        yield "text", self.text
        for number, option in enumerate(self.options, 1):
            yield f"options/{number}/text", option.text
            yield f"options/{number}/feedback", option.feedback
        for number, pair in enumerate(self.pairs, 1):
            yield f"pairs/{number}/text", pair.text
        yield "feedback", self.feedback
        yield "feedback_right", self.feedback_right
        yield "feedback_partly", self.feedback_partly
        yield "feedback_wrong", self.feedback_wrong
        for number, hint in enumerate(self.hints, 1):
            yield f"hints/{number}", hint

    def pictures(self) -> Iterator[tuple[str, Picture]]:
        """Yield each picture with the place in which it stands."""
        if self.background is not None:
            yield "background", self.background
        for place, prose in self.proses():
            for picture in prose.pictures:
                yield place, picture


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read: where, and a sentence on what is wrong and what to do."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its questions, and what of it could not be read."""

    questions: tuple[WrittenQuestion, ...] = ()
    faults: tuple[Fault, ...] = ()


class Unreadable(Exception):
    """A file that cannot be read at all; the message says why and what to do."""
