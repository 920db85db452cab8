"""What a notice says, in the reader's language."""

import datetime as dt
from typing import Any

from academy.notify import kinds
from academy.notify.models import Notice
from academy.web import formats


def sentence(notice: Notice) -> str:
    """Return what `notice` says, in the active language."""
    details = _shown(notice.params)
    for needed, text in kinds.get(notice.kind).sentences:
        if needed <= details.keys():
            return str(text) % details
    raise LookupError(notice.kind)


def icon(notice: Notice) -> str:
    """Return the name of the icon beside the sentence."""
    return kinds.get(notice.kind).icon


def _shown(params: dict[str, Any]) -> dict[str, Any]:
    """Return the details as people read them; empty ones count as absent."""
    details: dict[str, Any] = {
        name: value for name, value in params.items() if value not in (None, "")
    }
    if "mark" in details:
        details["mark"] = formats.number(details["mark"])
    if "until" in details:
        details["until"] = formats.date_time(_moment(details["until"]))
    for name in ("at", "was_at"):
        if name in details:
            start, *end = (_moment(part) for part in details[name])
            details[name] = formats.date_and_times(start, end[0] if end else None)
    return details


def _moment(text: object) -> dt.datetime:
    return dt.datetime.fromisoformat(str(text))
