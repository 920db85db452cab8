"""What the kinds of questions in Moodle's XML have of their own."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypedDict

from django.utils.translation import gettext

from cms.formats import prose
from cms.formats.moodle_xml.elements import Element
from cms.formats.moodle_xml.texts import Texts, content, is_blank
from cms.formats.numbers import figure, written
from cms.formats.prose import picture_kind, plain
from cms.formats.written import (
    ALL,
    NOTHING,
    Kind,
    Option,
    Pair,
    Picture,
    Prose,
    Shape,
    Spot,
    Unit,
)

NAMES = {kind.value: kind for kind in Kind} | {"matching": Kind.MATCH}
_YES = {"1", "true", "yes"}
_TRUTHS = {"true": True, "1": True, "benar": True, "false": False, "0": False, "salah": False}
_POINT = re.compile(r"\s*(-?\d{1,6})(?:\.\d{1,20})?\s*,\s*(-?\d{1,6})(?:\.\d{1,20})?\s*")


class Parts(TypedDict, total=False):
    """The fields of a question that only its kind has."""

    single: bool
    options: tuple[Option, ...]
    pairs: tuple[Pair, ...]
    units: tuple[Unit, ...]
    background: Picture | None
    marker: str
    spots: tuple[Spot, ...]
    case_sensitive: bool
    shuffle: bool
    numbering: str


class Wrong(Exception):
    """A question that cannot be read: what is wrong, and in which line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def parts(kind: Kind, element: Element, texts: Texts) -> Parts:
    """Return what a question of `kind` has of its own."""
    read = _READERS.get(kind)
    return read(element, texts) if read else {}


def _is_yes(element: Element, name: str, otherwise: str) -> bool:
    return element.said(name, otherwise).lower() in _YES


def _share(answer: Element) -> Decimal:
    said = answer.attributes.get("fraction", "0")
    share = figure(said)
    if "fraction" not in answer.attributes and (part := figure(answer.said("fraction"))):
        share = part * 100  # files of Moodle 1 say it as a part of one, in an element
    if share is None:
        raise Wrong(
            gettext("“%(fraction)s” is not a share of the marks. Write a number, such as 50.")
            % {"fraction": said[:40]},
            answer.line,
        )
    return share.normalize() + 0


def _answers(element: Element) -> Iterator[Element]:
    """Yield the answers that say something: fields that were left empty are none, but for one
    that is said to be right."""
    for answer in element.all("answer"):
        if not is_blank(answer) or _share(answer) > 0:
            yield answer


def _multichoice(element: Element, texts: Texts) -> Parts:
    return {
        "single": _is_yes(element, "single", "true"),
        "shuffle": _is_yes(element, "shuffleanswers", "false"),
        "numbering": element.said("answernumbering") or "abc",
        "options": tuple(
            Option(texts.of(answer), _share(answer), texts.of(answer.first("feedback")))
            for answer in _answers(element)
        ),
    }


def _truefalse(element: Element, texts: Texts) -> Parts:
    said = {False: Prose(), True: Prose()}
    right: bool | None = None
    for number, answer in enumerate(element.all("answer")):
        # Old exports say it in the language of their site, "true" first.
        value = _TRUTHS.get(plain(texts.of(answer)).lower(), number == 0)
        said[value] = texts.of(answer.first("feedback"))
        if _share(answer) > 0:
            right = value
    if right is None:
        raise Wrong(gettext("No answer is right. Mark the right one."), element.line)
    return {
        "options": tuple(
            Option(Prose(name), ALL if value is right else NOTHING, said[value])
            for name, value in (("true", True), ("false", False))
        )
    }


def _shortanswer(element: Element, texts: Texts) -> Parts:
    return {
        "case_sensitive": _is_yes(element, "usecase", "0"),
        "options": tuple(
            Option(
                texts.of(answer, only_words=True),
                _share(answer),
                texts.of(answer.first("feedback")),
            )
            for answer in _answers(element)
        ),
    }


def _numerical(element: Element, texts: Texts) -> Parts:
    units = element.first("units")
    return {
        "options": tuple(_number(answer, texts) for answer in _answers(element)),
        "units": tuple(_unit(unit) for unit in units.all("unit")) if units else (),
    }


def _number(answer: Element, texts: Texts) -> Option:
    # Some programs write the figure twice, once rounded; Moodle reads the first.
    text = answer.said("text") or answer.text.strip()
    feedback = texts.of(answer.first("feedback"))
    if text == "*":
        return Option(Prose("*"), _share(answer), feedback)
    number, tolerance = figure(text), figure(answer.said("tolerance") or "0")
    if number is None or tolerance is None:
        raise Wrong(
            gettext("“%(text)s” is not a number. Write it as 3.14, and so its tolerance.")
            % {"text": (text if number is None else answer.said("tolerance"))[:40]},
            answer.line,
        )
    return Option(Prose(written(number)), _share(answer), feedback, abs(tolerance).normalize() + 0)


def _unit(unit: Element) -> Unit:
    multiplier = figure(unit.said("multiplier") or "1")
    return Unit(
        " ".join(unit.said("unit_name").split()), (multiplier or Decimal(1)).normalize() + 0
    )


def _match(element: Element, texts: Texts) -> Parts:
    pairs = []
    for pair in element.all("subquestion"):
        answer = plain(prose.from_moodle(pair.said("answer")))
        if answer or not is_blank(pair):
            pairs.append(Pair(texts.of(pair), " ".join(answer.split())))
    return {"shuffle": _is_yes(element, "shuffleanswers", "true"), "pairs": tuple(pairs)}


def _ordering(element: Element, texts: Texts) -> Parts:
    # Here the fraction of an answer is its place.
    answers = sorted((one for one in element.all("answer") if not is_blank(one)), key=_share)
    return {
        "options": tuple(
            Option(texts.of(answer), ALL, texts.of(answer.first("feedback"))) for answer in answers
        )
    }


def _hotspot(element: Element, texts: Texts) -> Parts:
    markers = {
        drag.said("no") or drag.attributes.get("no", str(number)): drag.said("text")
        for number, drag in enumerate(element.all("drag"), 1)
    }
    drops = element.all("drop")
    looked_for = {drop.said("choice") for drop in drops}
    if len(looked_for) > 1:
        raise Wrong(
            gettext(
                "Several markers are to be placed here; the academy asks for one place on a "
                "picture. Make a question of each marker."
            ),
            element.line,
        )
    file = element.first("file")
    data = content(file) if file else b""
    name = file.attributes.get("name", "") if file else ""
    return {
        "shuffle": _is_yes(element, "shuffleanswers", "false"),
        "background": Picture(name or "picture", data) if picture_kind(data) else None,
        "marker": plain(prose.from_moodle(markers.get("".join(looked_for), ""))),
        "spots": tuple(_spot(drop) for drop in drops),
    }


def _spot(drop: Element) -> Spot:
    coordinates = drop.said("coords")
    try:
        shape = Shape(drop.said("shape").lower())
        parts = coordinates.split(";")
        if shape is Shape.CIRCLE and len(parts) == 2:
            parts[1] += ",0"
        points = tuple(_point(part) for part in parts if part.strip())
        if len(points) == 2 or (shape is Shape.POLYGON and len(points) > 2):
            return Spot(shape, points)
    except ValueError:
        pass
    raise Wrong(
        gettext("“%(coordinates)s” is not a place on a picture. Draw it anew in Moodle.")
        % {"coordinates": coordinates[:60]},
        drop.line,
    )


def _point(text: str) -> tuple[int, int]:
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[1]), int(found[2])


_READERS = {
    Kind.MULTICHOICE: _multichoice,
    Kind.TRUEFALSE: _truefalse,
    Kind.SHORTANSWER: _shortanswer,
    Kind.NUMERICAL: _numerical,
    Kind.MATCH: _match,
    Kind.ORDERING: _ordering,
    Kind.HOTSPOT: _hotspot,
}
