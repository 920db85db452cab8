"""Cells of a list as they are kept in a row, and back: a date stays a date."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from academy.sheets.cells import CellError, NoValue, Value, cell_text
from courses.intake.rules.columns import Column

type Kept = dict[str, Any]
_READ: dict[str, Callable[[str], Value]] = {
    "moment": dt.datetime.fromisoformat,
    "day": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "error": CellError,
    "nothing": lambda _text: NoValue(),
}


def kept_cells(cells: Mapping[Column, Value]) -> Kept:
    """Return cells as JSON has them."""
    return {str(column): _kept(value) for column, value in cells.items() if value is not None}


def read_cells(kept: Kept) -> dict[Column, Value]:
    """Return what `kept_cells` was given."""
    return {Column(name): _read(value) for name, value in kept.items()}


def said(kept: Kept, column: Column) -> str:
    """Return what stands in a cell, as one would type it."""
    return cell_text(_read(kept.get(column)))


def _kept(value: Value) -> object:
    if isinstance(value, dt.datetime):
        return {"kind": "moment", "text": value.isoformat()}
    if isinstance(value, dt.date):
        return {"kind": "day", "text": value.isoformat()}
    if isinstance(value, dt.time):
        return {"kind": "time", "text": value.isoformat()}
    if isinstance(value, CellError):
        return {"kind": "error", "text": value.text}
    if isinstance(value, NoValue):
        return {"kind": "nothing", "text": ""}
    return value


def _read(value: Any) -> Value:
    if isinstance(value, dict):
        return _READ[value["kind"]](value["text"])
    found: Value = value
    return found
