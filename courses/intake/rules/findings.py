"""What reading a cell leaves behind: its value, and what is to be said about it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from academy.core.text.typed import clean_typed
from academy.sheets.cells import CellError, NoValue, Value, cell_text
from courses.intake.reasons import Caution, Reason

_NOTHING = re.compile(
    r"[-–—−_.\s]*|0(?:[.,]0+)?|n\.?/?a\.?|nihil|none|null|kosong|x{2,}"
    r"|(?:tidak|tdk|belum|blm|tak|ga|gak)\s*(?:ada|punya|memiliki)",
    re.I,
)


class Read(NamedTuple):
    """A value, "" where there is none; reasons refuse the row, warnings do not."""

    value: str = ""
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Caution, ...] = ()


class Refusal(Exception):
    """Why a cell has no value."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def refused(*reasons: Reason) -> Read:
    """Return what is left of a cell that cannot be taken."""
    return Read("", reasons)


def is_broken_number(value: Value) -> bool:
    """Whether a number has parts where one of a person, a place or a phone has none."""
    return isinstance(value, float) and not value.is_integer()


def of_formula(value: Value) -> Reason | None:
    """Return why a formula gives no value (R15), None where there is one."""
    if isinstance(value, CellError):
        return Reason.CELL_ERROR
    return Reason.FORMULA_WITHOUT_VALUE if isinstance(value, NoValue) else None


def plain_text(value: Value) -> str:
    """Return a cell as text in which nothing was taken away at its beginning (R5, R16)."""
    return clean_typed(value) if isinstance(value, str) else cell_text(value)


def is_nothing(text: str) -> bool:
    """Whether a text says in one way or another that there is nothing: -, 0, n/a, tidak ada."""
    return bool(_NOTHING.fullmatch(text))


def once(findings: Iterable[tuple[Reason, ...]]) -> tuple[Reason, ...]:
    """Return reasons in their order, each once."""
    return tuple(dict.fromkeys(reason for found in findings for reason in found))
