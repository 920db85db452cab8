"""Aiken: a question, options with letters, and the letter of the right one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from django.utils.translation import gettext

from academy.sheets.decoding import text_of
from cms.formats import prose
from cms.formats.collecting import Collector
from cms.formats.written import ALL, NOTHING, Kind, Option, Prose, Reading, WrittenQuestion

HELD = frozenset({Kind.MULTICHOICE})
ANSWER = re.compile(r"[ \t]*(?:ANSWER|JAWABAN|KUNCI(?:[ \t]+JAWABAN)?)[ \t]*[:=](.*)", re.I)
LABEL = re.compile(r"[ \t]*([A-Za-z])[).][ \t]*(.*)")
_LETTER = re.compile(r"([A-Za-z])(?:[.)][ \t]*(.*))?")
_UNSEEN = " \t\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"

AHEAD = 12  # lines that are looked at to tell a name from an option


@dataclass(slots=True)
class _Found:
    """The lines of the question that is being read: each text with its line."""

    text: list[tuple[int, str]] = field(default_factory=list)
    options: list[tuple[str, list[tuple[int, str]]]] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.text[0][0] if self.text else self.options[0][1][0][0]

    def __bool__(self) -> bool:
        return bool(self.text or self.options)


def read(data: bytes) -> Reading:
    """Return the questions of an Aiken file, and what of it could not be read."""
    collector = Collector()
    found, after_gap, number = _Found(), False, 0
    lines = text_of(data).split("\n")
    for number, line in enumerate(lines, 1):
        if collector.is_full:
            break
        if not line.strip():
            after_gap = True
            continue
        if answer := ANSWER.fullmatch(line):
            _finish(found, answer[1].strip(_UNSEEN), number, collector)
            found = _Found()
        else:
            found = _taken(found, number, line, after_gap, lines, collector)
        after_gap = False
    if found:
        _unfinished(found, collector)
    return collector.reading(number)


def _taken(
    found: _Found, number: int, line: str, after_gap: bool, lines: list[str], collector: Collector
) -> _Found:
    """Put a line where it belongs, and return the question that it belongs to."""
    label = LABEL.fullmatch(line)
    letter = label[1].upper() if label else ""
    if label and _goes_on(found, letter, number, lines):
        found.options.append((letter, [(number, label[2].strip())]))
        return found
    if not found.options:
        found.text.append((number, line.strip()))
        return found
    _letter, words = found.options[-1]
    if label and letter == "A" and len(words) > 1:
        # The answer of the last question is missing, and what seemed to belong to its last
        # option is the text of this one.
        another = _Found(text=words[1:])
        del words[1:]
        _unfinished(found, collector)
        another.options.append((letter, [(number, label[2].strip())]))
        return another
    if after_gap:
        _unfinished(found, collector)
        return _Found(text=[(number, line.strip())])
    words.append((number, line.strip()))
    return found


def _goes_on(found: _Found, letter: str, number: int, lines: list[str]) -> bool:
    """Say whether a letter is that of the next option; a name such as "K.H." is none."""
    if found.options:
        return found.options[-1][0] < letter <= chr(ord(found.options[-1][0]) + 2)
    if letter != "A":
        return False
    # "A. Dahlan was born in?" and then "A. Yogyakarta": the first of the two is the question.
    ahead = takewhile(lambda line: not ANSWER.fullmatch(line), lines[number : number + AHEAD])
    following = (LABEL.fullmatch(line) for line in ahead)
    letters = (label[1].upper() for label in following if label)
    return next((letter for letter in letters if letter in "AB"), "") != "A"


def _unfinished(found: _Found, collector: Collector) -> None:
    if found.options:
        what = gettext(
            "The right answer is missing. Write ANSWER: and its letter below the options."
        )
    else:
        what = gettext(
            "This question has no options. Write each in a line of its own, as A) and its text."
        )
    collector.begin()
    collector.fault(found.line, what)


def _finish(found: _Found, answer: str, number: int, collector: Collector) -> None:
    collector.begin()
    if not found.text:
        what = gettext("An answer without a question. Write the question and its options above it.")
        collector.fault(found.line if found else number, what)
    elif not (right := _right(found, answer)):
        what = gettext(
            "“%(answer)s” is not the letter of one option. Write ANSWER: and the letter of the "
            "right one."
        ) % {"answer": answer[:40]}
        collector.fault(number, what)
    else:
        options = (
            Option(_joined(words), ALL if letter == right else NOTHING)
            for letter, words in found.options
        )
        collector.add(
            WrittenQuestion(
                kind=Kind.MULTICHOICE,
                text=_joined(found.text),
                line=found.line,
                options=tuple(options),
            )
        )


def _right(found: _Found, answer: str) -> str:
    """Return the letter of the right option, or nothing; its own words may stand behind it."""
    said = _LETTER.fullmatch(answer)
    words = dict(found.options).get(said[1].upper()) if said else None
    if said is None or words is None:
        return ""
    is_itself = _alike(said[2] or "") in ("", _alike(" ".join(text for _line, text in words)))
    return said[1].upper() if is_itself else ""


def _alike(words: str) -> str:
    return " ".join(words.lower().split()).rstrip(".")


def _joined(words: list[tuple[int, str]]) -> Prose:
    return prose.from_plain("\n".join(text for _line, text in words))


def can_hold(question: WrittenQuestion) -> bool:
    """Say whether Aiken has a way to write the question: one right option of up to 26."""
    shares = [option.fraction for option in question.options]
    return (
        question.kind is Kind.MULTICHOICE
        and question.single
        and len(shares) <= 26
        and shares.count(ALL) == 1
    )


def write(questions: Iterable[WrittenQuestion]) -> bytes:
    """Return an Aiken file of those of `questions` that it can hold, their words alone."""
    return "\n".join(_written(q) for q in questions if can_hold(q)).encode()


def _written(question: WrittenQuestion) -> str:
    return "".join(f"{line}\n" for line in _lines(question))


def _lines(question: WrittenQuestion) -> Iterator[str]:
    yield " ".join(prose.plain(question.text).split())
    right = ""
    for number, option in enumerate(question.options):
        letter = chr(ord("A") + number)
        yield f"{letter}) {' '.join(prose.plain(option.text).split())}"
        if option.fraction == ALL:
            right = letter
    yield f"ANSWER: {right}"
