"""A question of the bank as files say it."""

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from urllib.parse import quote

from academy.core.text.figures import number
from cms.formats import places, prose
from cms.formats.banked.shape import ANY_OTHER, FIFTH, KINDS, BankQuestion
from cms.formats.numbers import written
from cms.formats.prose import FILES
from cms.formats.written import (
    ALL,
    NO_PROSE,
    NOTHING,
    Kind,
    Option,
    Pair,
    Picture,
    Prose,
    Unit,
    WrittenQuestion,
)


def given(question: BankQuestion) -> WrittenQuestion:
    """Return a question of the bank as files say it."""
    kinds = {name: kind for kind, name in KINDS.items()}
    kind = kinds.get(question.kind, Kind.MULTICHOICE)
    is_hotspot = kind is Kind.HOTSPOT
    is_typed = kind in (Kind.SHORTANSWER, Kind.NUMERICAL)
    # Of a typed answer and of true or false each answer says it.
    is_said = not (is_typed or kind is Kind.TRUEFALSE)
    right, partly, wrong = (
        prose.from_plain(text) if is_said else NO_PROSE
        for text in (question.feedback_right, question.feedback_partly, question.feedback_wrong)
    )
    picture = None if is_hotspot else question.picture
    return WrittenQuestion(
        kind=kind,
        single=question.kind != "multiple",
        text=_joined(question.text, picture, question.picture_alt),
        title=question.slug,
        identity=question.slug,
        mark=Decimal(question.points),
        feedback=_joined(
            question.feedback, question.feedback_picture, question.feedback_picture_alt
        ),
        category=question.category,
        difficulty=question.difficulty,
        language=question.language,
        tags=question.tags,
        options=tuple(_given_options(question)) if kind is not Kind.MATCH else (),
        pairs=tuple(
            Pair(_joined(one.text, one.picture, one.picture_alt), " ".join(one.answer.split()))
            for one in (question.options if kind is Kind.MATCH else ())
        ),
        units=tuple(_units(question)),
        background=question.picture if is_hotspot else None,
        marker=question.picture_alt if is_hotspot else "",
        spots=places.read(question.spots) if is_hotspot else (),
        feedback_right=right,
        feedback_partly=partly,
        feedback_wrong=wrong,
    )


def _units(question: BankQuestion) -> Iterator[Unit]:
    if question.unit:
        yield Unit(question.unit)
    for line in question.other_units.splitlines():
        name, _equals, many = line.partition("=")
        if name.strip() and (figure := number(many)):
            yield Unit(" ".join(name.split()), figure)


def _given_options(question: BankQuestion) -> Iterator[Option]:
    kind = question.kind
    right_count = sum(option.is_correct for option in question.options) or 1
    part = (ALL / right_count).quantize(FIFTH) if kind == "multiple" else ALL
    is_equal = kind == "multiple" and all(one.fraction is None for one in question.options)
    for at, option in enumerate(question.options):
        share = option.fraction
        if share is None:
            share = part if option.is_correct else (-part if is_equal else NOTHING)
        text = _joined(option.text, option.picture, option.picture_alt)
        said = option.feedback
        tolerance = None
        if kind == "true_false":
            text = Prose("false" if at else "true")
        elif kind == "ordering":
            share, said = ALL, ""
        elif kind in ("short_text", "number"):
            said = said or (question.feedback_right if share == ALL else question.feedback_partly)
        if kind == "number" and option.text != ANY_OTHER:
            text = Prose(written(number(option.text) or NOTHING))
            tolerance = (option.tolerance or NOTHING).normalize() + 0
        yield Option(text, share.normalize() + 0, prose.from_plain(said), tolerance)
    if kind in ("short_text", "number") and question.feedback_wrong:
        yield Option(Prose(ANY_OTHER), NOTHING, prose.from_plain(question.feedback_wrong))


def _joined(text: str, picture: Picture | None, alt: str) -> Prose:
    words = prose.from_plain(text)
    if picture is None:
        return words
    said = escape(" ".join(alt.split()))
    image = f'<img src="{FILES}{quote(picture.name)}" alt="{said}">'
    html = f"{words.html}<br>{image}" if words else image
    return prose.from_html(html, {picture.name: picture.data})
