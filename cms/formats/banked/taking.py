"""What the bank takes of a question that was read."""

from dataclasses import replace
from decimal import Decimal

from django.utils.text import slugify

from academy.core.text.figures import with_comma
from cms.formats import places, prose
from cms.formats.banked.shape import (
    ALT_LENGTH,
    ANY_OTHER,
    FIFTH,
    IMAGE,
    KINDS,
    SLUG_LENGTH,
    BankOption,
    BankQuestion,
)
from cms.formats.written import ALL, NOTHING, Kind, Option, Pair, Picture, Prose, WrittenQuestion

_DIFFICULTIES = {
    "easy": "easy", "mudah": "easy", "medium": "medium", "sedang": "medium",
    "hard": "hard", "sulit": "hard", "sukar": "hard",
}  # fmt: skip
_LANGUAGES = ("id", "en", "ar", "jv", "mad")
_TRUTHS = {"en": ("True", "False")}


def taken(question: WrittenQuestion) -> BankQuestion | None:
    """Return `question` as the bank holds it; None for a kind that it does not mark."""
    kind = KINDS.get(question.kind)
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
    found = IMAGE.search(text.html)
    words = prose.plain(Prose(IMAGE.sub("", text.html)))
    if found is None:
        return words, None, ""
    alt = prose.plain(Prose(found[2]))
    return words, next(iter(text.pictures), None), alt


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
        fraction=None if share is None else share.quantize(FIFTH),
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
