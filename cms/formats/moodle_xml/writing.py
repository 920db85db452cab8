"""Questions written as Moodle's XML, which holds all of every kind."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape

from cms.formats import prose
from cms.formats.labels import labels_of, path_of
from cms.formats.numbers import written
from cms.formats.written import (
    Kind,
    Option,
    Picture,
    Prose,
    Shape,
    Spot,
    WrittenQuestion,
)

_TYPES = {Kind.MATCH: "matching"}
_SHUFFLED = {Kind.MULTICHOICE, Kind.MATCH, Kind.HOTSPOT}
_WITH_FEEDBACKS = {Kind.MULTICHOICE, Kind.MATCH, Kind.ORDERING, Kind.HOTSPOT}
_WORDS = {Kind.TRUEFALSE, Kind.SHORTANSWER, Kind.NUMERICAL}


def write(questions: Iterable[WrittenQuestion]) -> bytes:
    """Return a file of `questions` in Moodle's XML."""
    return "".join(_file(questions)).encode()


def _file(questions: Iterable[WrittenQuestion]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    category = ""
    for question in questions:
        if question.category != category:
            category = question.category
            yield (
                '  <question type="category">\n'
                f"    <category><text>{_signs(path_of(category))}</text></category>\n"
                "  </question>\n"
            )
        yield from _question(question)
    yield "</quiz>\n"


def _signs(text: str) -> str:
    """Return `text` as XML holds it: in one piece where it has markup."""
    if not re.search("[<>&]", text):
        return text
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _element(name: str, value: str) -> str:
    return f"    <{name}>{_signs(value)}</{name}>\n"


def _picture(picture: Picture) -> str:
    packed = b64encode(picture.data).decode()
    return f'<file name="{escape(picture.name)}" path="/" encoding="base64">{packed}</file>\n'


def _within(text: Prose) -> str:
    return f"<text>{_signs(text.html)}</text>\n{''.join(map(_picture, text.pictures))}"


def _text(name: str, text: Prose) -> str:
    return f'    <{name} format="html">{_within(text)}</{name}>\n'


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _question(question: WrittenQuestion) -> Iterator[str]:
    kind = question.kind
    yield f'  <question type="{_TYPES.get(kind, kind)}">\n'
    yield f"    <name><text>{_signs(escape(question.title, quote=False))}</text></name>\n"
    yield _text("questiontext", question.text)
    yield _text("generalfeedback", question.feedback)
    yield _element("defaultgrade", _figure(question.mark))
    yield _element("penalty", _figure(question.penalty))
    yield _element("hidden", "0")
    yield _element("idnumber", question.identity)
    if kind in _SHUFFLED:
        yield _element("shuffleanswers", _yes(question.shuffle))
    yield from _of_kind(question)
    if kind in _WITH_FEEDBACKS:
        yield _text("correctfeedback", question.feedback_right)
        yield _text("partiallycorrectfeedback", question.feedback_partly)
        yield _text("incorrectfeedback", question.feedback_wrong)
    for hint in question.hints:
        yield _text("hint", hint)
    if labels := labels_of(question):
        tags = "".join(f"<tag><text>{_signs(label)}</text></tag>" for label in labels)
        yield f"    <tags>{tags}</tags>\n"
    yield "  </question>\n"


def _figure(number: Decimal) -> str:
    return written(number)


def _of_kind(question: WrittenQuestion) -> Iterator[str]:
    kind = question.kind
    if kind is Kind.MULTICHOICE:
        yield _element("single", _yes(question.single))
        yield _element("answernumbering", question.numbering)
    elif kind is Kind.SHORTANSWER:
        yield _element("usecase", "1" if question.case_sensitive else "0")
    elif kind is Kind.ORDERING:
        yield from (_element(*field) for field in _ordering(question))
    elif kind is Kind.ESSAY:
        yield _element("responseformat", "editor")
    elif kind is Kind.HOTSPOT:
        yield from _hotspot(question)
    for pair in question.pairs:
        answer = _signs(escape(pair.answer, quote=False))
        yield (
            f'    <subquestion format="html">{_within(pair.text)}'
            f"<answer><text>{answer}</text></answer></subquestion>\n"
        )
    for place, option in enumerate(question.options, 1):
        yield _answer(option, kind, place)
    if question.units:
        units = (
            f"<unit><multiplier>{_figure(unit.multiplier)}</multiplier>"
            f"<unit_name>{_signs(unit.name)}</unit_name></unit>"
            for unit in question.units
        )
        yield f"    <units>{''.join(units)}</units>\n"


def _ordering(question: WrittenQuestion) -> list[tuple[str, str]]:
    return [
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(len(question.options))),
        ("gradingtype", "ABSOLUTE_POSITION"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    ]


def _answer(option: Option, kind: Kind, place: int) -> str:
    share = str(place) if kind is Kind.ORDERING else _figure(option.fraction)
    if kind in _WORDS:
        shown, markup = f"<text>{_signs(prose.plain(option.text))}</text>", "moodle_auto_format"
    else:
        shown, markup = _within(option.text), "html"
    tolerance = ""
    if option.tolerance is not None:
        tolerance = f"<tolerance>{_figure(option.tolerance)}</tolerance>"
    feedback = f'<feedback format="html">{_within(option.feedback)}</feedback>'
    return (
        f'    <answer fraction="{share}" format="{markup}">{shown}{feedback}{tolerance}</answer>\n'
    )


def _hotspot(question: WrittenQuestion) -> Iterator[str]:
    if question.background is not None:
        yield f"    {_picture(question.background)}"
    many = "<infinite/>" if len(question.spots) > 1 else "<noofdrags>1</noofdrags>"
    label = _signs(escape(question.marker, quote=False))
    yield f"    <drag><no>1</no><text>{label}</text>{many}</drag>\n"
    for number, spot in enumerate(question.spots, 1):
        yield (
            f"    <drop><no>{number}</no><shape>{spot.shape}</shape>"
            f"<coords>{_coordinates(spot)}</coords><choice>1</choice></drop>\n"
        )


def _coordinates(spot: Spot) -> str:
    if spot.shape is Shape.CIRCLE:
        (x, y), (radius, _) = spot.points
        return f"{x},{y};{radius}"
    return ";".join(f"{x},{y}" for x, y in spot.points)
