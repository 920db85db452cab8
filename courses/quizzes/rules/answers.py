"""Answers on their way from a form to the record."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to the question at `position`, and when on the device if known.

    `value` holds what the form sent under each name it could mean ("options", "text",
    "number"); the frozen question decides which of them counts.
    """

    position: int
    value: dict[str, Any]
    happened_at: dt.datetime | None = None


def canonical(answer: dict[str, Any]) -> str:
    """Return a kept answer as one text: equal texts are equal answers."""
    if "options" in answer:
        return " ".join(sorted(answer["options"]))
    return answer.get("text") or answer.get("number") or ""
