"""What a coordinator says of a file where it can be meant in several ways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from openpyxl.utils import column_index_from_string

from academy.sheets.tables import Meant
from courses.intake.rules.births import is_day, with_day_first
from courses.intake.rules.columns import Column
from courses.intake.rules.rows import ListedRow


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sheet ("": the first that fits), what columns hold by their letters (None: what their
    heads say), and whether dates of birth in words and numbers begin with the month."""

    sheet: str = ""
    columns: Mapping[str, str] | None = None
    is_month_first: bool = False

    def to_json(self) -> dict[str, Any]:
        columns = None if self.columns is None else dict(self.columns)
        return {"sheet": self.sheet, "columns": columns, "is_month_first": self.is_month_first}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**stored)

    @property
    def meant(self) -> Meant:
        """What of it the reader of tables is told."""
        if self.columns is None:
            return Meant(self.sheet)
        names = {
            column_index_from_string(letter) - 1: name for letter, name in self.columns.items()
        }
        return Meant(self.sheet, names)

    def applied(self, rows: Iterable[ListedRow]) -> list[ListedRow]:
        """Return the rows with the days of births before their months."""
        return [_turned(row) for row in rows] if self.is_month_first else list(rows)


NOTHING_CHOSEN = Chosen()


def _turned(row: ListedRow) -> ListedRow:
    text = row.cells.get(Column.BIRTH)
    if not isinstance(text, str):
        return row
    return ListedRow(row.number, {**row.cells, Column.BIRTH: with_day_first(text)}, row.is_aside)


def look_month_first(rows: Iterable[ListedRow]) -> bool:
    """Whether some dates of birth are none with the day first, and all are with the month."""
    texts = [text for row in rows if isinstance(text := row.cells.get(Column.BIRTH), str)]
    wrong = [text for text in texts if is_day(text) is False]
    return bool(wrong) and all(is_day(with_day_first(text)) is not False for text in texts)
