"""Questions as one types them quickly: the question, then a line for each answer.

Dari mana cahaya datang?          a line with * before it is right, one without is wrong;
* Dari samping                    several right ones make a question with several right
Dari depan                        options

Berapa sudutnya? / = 45 derajat   = before a line: what is accepted, a number or words
Madu itu cair. / benar            one line more, benar or salah: true or false
Pasangkan. / Samping -> tekstur   an arrow in each line: what belongs together
Urutkan. / 1. Salin / 2. Potong   figures before the lines: their right order
"""

import re
from decimal import Decimal

from django.utils.translation import gettext

from academy.core.text.figures import number, with_comma
from cms.formats.banked.shape import BankOption, BankQuestion

_STEP = re.compile(r"(\d{1,2})[.)]\s*(\S.*)")
_FIGURE = re.compile(r"(-?[\d.,]+)\s*(?:(?:±|\+-)\s*([\d.,]+))?\s*(\D{0,30})")
_TRUE, _FALSE = {"benar", "true", "b"}, {"salah", "false", "s"}


class Unclear(Exception):
    """What was typed is no question; the message says what is missing."""


def read(text: str) -> BankQuestion:
    """Return the question that `text` says; raises Unclear."""
    asked, *lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if not lines:
        raise Unclear(gettext("There is no answer: write it in a line of its own."))
    if len(lines) == 1 and lines[0].lower() in _TRUE | _FALSE:
        return _truth(asked, lines[0].lower() in _TRUE)
    if all(line.startswith("=") for line in lines):
        return _accepted(asked, [line[1:].strip() for line in lines])
    if all("->" in line or "→" in line for line in lines):
        return _pairs(asked, lines)
    steps = [_STEP.fullmatch(line) for line in lines]
    if all(steps):
        return _steps(asked, [(int(step[1]), step[2]) for step in steps if step])
    return _choices(asked, lines)


def _truth(asked: str, is_true: bool) -> BankQuestion:
    options = (
        BankOption("Benar", is_correct=is_true),
        BankOption("Salah", is_correct=not is_true),
    )
    return BankQuestion("true_false", asked, options=options)


def _accepted(asked: str, answers: list[str]) -> BankQuestion:
    if not all(answers):
        raise Unclear(gettext("An accepted answer is empty: write it behind the =."))
    figures = [_FIGURE.fullmatch(answer) for answer in answers]
    numbers = [number(found[1]) if found else None for found in figures]
    if any(figure is None for figure in numbers):
        options = tuple(BankOption(answer, is_correct=True) for answer in answers)
        return BankQuestion("short_text", asked, options=options)
    options = tuple(
        BankOption(
            with_comma(figure or Decimal(0)),
            is_correct=True,
            tolerance=number(found[2]) if found and found[2] else Decimal(0),
        )
        for figure, found in zip(numbers, figures, strict=True)
    )
    unit = next((found[3].strip() for found in figures if found and found[3].strip()), "")
    return BankQuestion("number", asked, unit=unit, options=options)


def _pairs(asked: str, lines: list[str]) -> BankQuestion:
    options = []
    for line in lines:
        left, _arrow, right = line.replace("→", "->").partition("->")
        if not right.strip():
            raise Unclear(gettext("A pair has no answer. Write what belongs to it."))
        options.append(BankOption(left.strip(), answer=right.strip()[:300]))
    if len({option.answer for option in options}) < 2:
        raise Unclear(gettext("Matching needs at least two pairs. Write more of them."))
    return BankQuestion("match", asked, options=tuple(options))


def _steps(asked: str, steps: list[tuple[int, str]]) -> BankQuestion:
    if len(steps) < 2:
        raise Unclear(
            gettext("An ordering needs at least two items. Write each in a line of its own.")
        )
    return BankQuestion(
        "ordering", asked, options=tuple(BankOption(text) for _number, text in sorted(steps))
    )


def _choices(asked: str, lines: list[str]) -> BankQuestion:
    options = tuple(
        BankOption(line.removeprefix("*").strip(), is_correct=line.startswith("*"))
        for line in lines
    )
    if len(options) < 2:
        raise Unclear(
            gettext("There are too few answers. Write at least two of which one is right.")
        )
    right = sum(option.is_correct for option in options)
    if not right:
        raise Unclear(gettext("No answer is right: put * before the right one."))
    if not all(option.text for option in options):
        raise Unclear(gettext("An answer is empty. Write it, or take it out."))
    return BankQuestion("single" if right == 1 else "multiple", asked, options=options)
