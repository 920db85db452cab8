"""A question as our bank holds it, and the same as files say it.

What the bank has no place for is told by `lost()`: a question that is taken and given again is
held against what was read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape
from urllib.parse import quote

from django.utils.text import slugify
from django.utils.translation import gettext

from academy.core.figures import number, with_comma
from cms.formats import places, prose
from cms.formats.numbers import written
from cms.formats.prose import FILES, picture_kind
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

SLUG_LENGTH, ALT_LENGTH = 60, 400
ANY_OTHER = "*"
_FIFTH = Decimal("0.00001")
_KINDS = {
    Kind.TRUEFALSE: "true_false",
    Kind.SHORTANSWER: "short_text",
    Kind.NUMERICAL: "number",
    Kind.MATCH: "match",
    Kind.ORDERING: "ordering",
    Kind.HOTSPOT: "hotspot",
}
_DIFFICULTIES = {
    "easy": "easy", "mudah": "easy", "medium": "medium", "sedang": "medium",
    "hard": "hard", "sulit": "hard", "sukar": "hard",
}  # fmt: skip
_LANGUAGES = ("id", "en", "ar", "jv", "mad")
_TRUTHS = {"en": ("True", "False")}
_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')


@dataclass(frozen=True, slots=True)
class BankOption:
    """An option as the bank holds it; the fields are those of `cms.models.QuestionOption`."""

    text: str = ""
    answer: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    is_correct: bool = False
    fraction: Decimal | None = None
    tolerance: Decimal | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question as the bank holds it; the fields are those of `cms.models.Question`."""

    kind: str
    text: str
    slug: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    points: int = 1
    unit: str = ""
    other_units: str = ""
    spots: str = ""
    feedback: str = ""
    feedback_picture: Picture | None = None
    feedback_picture_alt: str = ""
    feedback_right: str = ""
    feedback_partly: str = ""
    feedback_wrong: str = ""
    category: str = ""
    difficulty: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    options: tuple[BankOption, ...] = ()


def taken(question: WrittenQuestion) -> BankQuestion | None:
    """Return `question` as the bank holds it; None for a kind that it does not mark."""
    kind = _KINDS.get(question.kind)
    if question.kind is Kind.MULTICHOICE:
        kind = "single" if question.single else "multiple"
    if kind is None:
        return None
    text, picture, alt = _parted(question.text)
    feedback, feedback_picture, feedback_alt = _parted(question.feedback)
    if question.kind is Kind.HOTSPOT:
        picture, alt = question.background, question.marker or alt or text
    language = question.language.lower()
    found = BankQuestion(
        kind=kind,
        text=text or question.marker or alt,
        slug=slugify(question.identity or question.title)[:SLUG_LENGTH].strip("-"),
        picture=picture,
        picture_alt=alt[:ALT_LENGTH],
        points=min(32_000, max(1, round(question.mark))),
        spots=places.write(question.spots),
        feedback=feedback,
        feedback_picture=feedback_picture,
        feedback_picture_alt=feedback_alt[:ALT_LENGTH],
        feedback_right=prose.plain(question.feedback_right),
        feedback_partly=prose.plain(question.feedback_partly),
        feedback_wrong=prose.plain(question.feedback_wrong),
        category=question.category[:250],
        difficulty=_DIFFICULTIES.get(question.difficulty.lower(), ""),
        language=language if language in _LANGUAGES else "",
        tags=tuple(tag[:100] for tag in question.tags),
        options=_options(question, kind, language),
    )
    if question.units:
        found = replace(
            found,
            unit=question.units[0].name[:30],
            other_units="\n".join(
                f"{unit.name} = {with_comma(unit.multiplier)}" for unit in question.units[1:]
            ),
        )
    return _said_once(found) if kind in ("short_text", "number") else found


def _parted(text: Prose) -> tuple[str, Picture | None, str]:
    """Part a text into its words, its first picture and what that shows."""
    found = _IMAGE.search(text.html)
    words = prose.plain(Prose(_IMAGE.sub("", text.html)))
    if found is None:
        return words, None, ""
    alt = prose.plain(Prose(found[2]))
    return words, next(iter(text.pictures), None), alt


def _joined(text: str, picture: Picture | None, alt: str) -> Prose:
    words = prose.from_plain(text)
    if picture is None:
        return words
    said = escape(" ".join(alt.split()))
    image = f'<img src="{FILES}{quote(picture.name)}" alt="{said}">'
    html = f"{words.html}<br>{image}" if words else image
    return prose.from_html(html, {picture.name: picture.data})


def _options(question: WrittenQuestion, kind: str, language: str) -> tuple[BankOption, ...]:
    if kind == "match":
        return tuple(_pair(pair) for pair in question.pairs)
    if kind == "true_false":
        words = _TRUTHS.get(language, ("Benar", "Salah"))
        return tuple(
            BankOption(
                text=word,
                is_correct=option.fraction == ALL,
                feedback=prose.plain(option.feedback),
            )
            for word, option in zip(words, question.options, strict=True)
        )
    equal = kind == "multiple" and _is_equal(question.options)
    return tuple(_option(option, kind, equal=equal) for option in question.options)


def _pair(pair: Pair) -> BankOption:
    text, picture, alt = _parted(pair.text)
    return BankOption(text, pair.answer[:300], picture, alt[:ALT_LENGTH])


def _option(option: Option, kind: str, *, equal: bool) -> BankOption:
    text, picture, alt = _parted(option.text)
    share: Decimal | None = option.fraction
    is_correct = option.fraction > 0 if kind == "multiple" else option.fraction == ALL
    if kind == "ordering":
        is_correct = False
    if kind == "ordering" or equal or (kind != "multiple" and share in (ALL, NOTHING)):
        share = None
    if kind in ("short_text", "number") and not is_correct:
        share = option.fraction
    if kind == "number" and text != ANY_OTHER:
        text = with_comma(Decimal(text))
    return BankOption(
        text=text,
        picture=picture,
        picture_alt=alt[:ALT_LENGTH],
        is_correct=is_correct,
        fraction=None if share is None else share.quantize(_FIFTH),
        tolerance=option.tolerance,
        feedback=prose.plain(option.feedback),
    )


def _is_equal(options: tuple[Option, ...]) -> bool:
    """Say whether the right options earn equal parts and a wrong one takes as much back."""
    right = sum(option.fraction > 0 for option in options)
    part = ALL / right
    near = Decimal("0.01")
    return all(
        abs(option.fraction - part) < near or abs(option.fraction + part) < near
        for option in options
    )


def _said_once(found: BankQuestion) -> BankQuestion:
    """Put what is said to all right answers, and to all others, where the bank has it."""
    options = list(found.options)
    if options[-1].text == ANY_OTHER and not options[-1].fraction and len(options) > 1:
        found = replace(found, feedback_wrong=options.pop().feedback)
    right = {option.feedback for option in options if option.is_correct}
    if len(right) == 1 and (said := right.pop()):
        options = [
            replace(option, feedback="") if option.is_correct else option for option in options
        ]
        found = replace(found, feedback_right=said)
    return replace(found, options=tuple(options))


def given(question: BankQuestion) -> WrittenQuestion:
    """Return a question of the bank as files say it."""
    kinds = {name: kind for kind, name in _KINDS.items()}
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
    part = (ALL / right_count).quantize(_FIFTH) if kind == "multiple" else ALL
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


def lost(read: WrittenQuestion) -> list[str]:
    """Return what the bank has no place for of a question that was read, a sentence each."""
    banked = taken(read)
    if banked is None:
        return [gettext("The bank asks no questions of this kind; it is left out.")]
    return differences(read, given(banked))


def differences(before: WrittenQuestion, after: WrittenQuestion) -> list[str]:
    """Return what of `before` is no more in `after`, in words."""
    said = []
    pictures = len(list(before.pictures())) - len(list(after.pictures()))
    if pictures > 0:
        said.append(gettext("pictures"))
    plain = [_plain_texts(one) for one in (before, after)]
    if plain[0] != plain[1]:
        said.append(gettext("some of the texts"))
    elif not pictures and _marked_up(before) != _marked_up(after):
        said.append(gettext("bold, lists, tables and other markup of texts"))
    for name, words in _named():
        if getattr(before, name) and getattr(before, name) != getattr(after, name):
            said.append(words)
    if before.shuffle is False:
        said.append(gettext("the fixed order of the options"))
    if _shares(before) != _shares(after):
        said.append(gettext("the shares of the marks"))
    return said


def _named() -> list[tuple[str, str]]:
    return [
        ("mark", gettext("the points")),
        ("hints", gettext("the hints")),
        ("case_sensitive", gettext("that capitals count")),
        ("category", gettext("the category")),
        ("tags", gettext("the tags")),
        ("difficulty", gettext("the difficulty")),
        ("language", gettext("the language")),
        ("units", gettext("the units")),
        ("spots", gettext("the places on the picture")),
    ]


def _shares(question: WrittenQuestion) -> list[tuple[Decimal, Decimal | None]]:
    return [
        (round(option.fraction, 1), option.tolerance)
        for option in question.options
        if option.text.html != ANY_OTHER
    ]


def _plain_texts(question: WrittenQuestion) -> list[str]:
    """Return the words of a question, in whatever place they stand."""
    texts = [
        prose.plain(Prose(_IMAGE.sub("", text.html))).strip() for _place, text in question.proses()
    ]
    return sorted({" ".join(text.split()) for text in texts if text} - {"true", "false", ANY_OTHER})


def _marked_up(question: WrittenQuestion) -> int:
    tags = re.compile(r"<(?!br|img)\w")
    return sum(len(tags.findall(text.html)) for _place, text in question.proses())


def is_drawing(picture: Picture) -> bool:
    """Say whether no format of questions takes the picture: a drawing (SVG)."""
    return not picture_kind(picture.data)
