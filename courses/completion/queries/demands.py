"""What a batch demands: its rule, and the activities with what counting needs of them."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from courses.models import Batch, CompletionRule, RequiredActivity


@dataclass(frozen=True, slots=True)
class Demand:
    """An activity that a batch demands, with what counting needs of its page.

    `activity_id` is the page's key; `weight` how much its mark counts.
    """

    activity_id: int
    weight: Decimal
    added_at: dt.datetime
    title: str
    path: str
    minutes: int
    is_live: bool
    is_graded: bool
    # None: no assignment.
    is_final: bool | None


def rule_of(batch: Batch) -> CompletionRule:
    """Return the rule of `batch`; a batch without one demands all activities."""
    return getattr(batch, "completion_rule", None) or CompletionRule(batch=batch)


def demands_of(batch: Batch) -> list[Demand]:
    """Return what `batch` demands, in the order of its courses' pages, in one query."""
    # Rows, not pages: a page is wide, and this is read at every visit of a participant.
    rows = RequiredActivity.objects.filter(batch=batch).order_by("activity__path")
    of_page = ("title", "path", "minutes", "live", "is_graded", "assignmentpage__is_final")
    columns = ("activity_id", "weight", "added_at", *(f"activity__{name}" for name in of_page))
    return [Demand(*row) for row in rows.values_list(*columns)]
