"""Demands, sessions and people without a database, for the tables of the rule."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from courses.completion import rules
from courses.completion.requirements import requirements
from courses.completion.rules import Demand, Figures
from courses.models import AttendanceStatus, CompletionRule, Session
from courses.models.seats.asked import Asked

NOW = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)


def hours(count: float) -> dt.datetime:
    """Return the time `count` hours from now; below zero: ago."""
    return NOW + dt.timedelta(hours=count)


def demand(number: int, **changes) -> Demand:
    """Return a lesson that is demanded, with `changes`."""
    fields = {
        "activity_id": number,
        "weight": Decimal(1),
        "title": f"Materi {number}",
        "path": f"{number:04}",
        "minutes": 10,
        "is_live": True,
        "is_graded": False,
        "is_final": None,
    }
    return Demand(**fields | changes)


def quiz(number: int, weight: str = "1", **changes) -> Demand:
    return demand(number, is_graded=True, weight=Decimal(weight), **changes)


def final(number: int, **changes) -> Demand:
    return demand(number, is_final=True, title=f"Tugas {number}", **changes)


def session(number: int, start: float, end: float | None = None) -> Session:
    """Return a session from `start` to `end` in hours from now (two hours long)."""
    return Session(
        pk=number, starts_at=hours(start), ends_at=hours(start + 2 if end is None else end)
    )


def rule(**demanded) -> CompletionRule:
    """Return a rule that demands what is given and nothing else."""
    nothing = {"all_activities": False, "final_assignment_accepted": False}
    given = {
        name: Decimal(value) if isinstance(value, str) else value
        for name, value in demanded.items()
    }
    return CompletionRule(**nothing | given)


def reached(
    demands: Iterable[Demand] = (),
    sessions: Iterable[Session] = (),
    *,
    done: Iterable[int] = (),
    marks: dict[int, str] | None = None,
    attended: Iterable[int] = (),
    enrolled: float = -480,
    asked: Asked | None = None,
    exempt: Iterable[int] = (),
) -> Figures:
    """Return the figures of somebody who came `enrolled` hours from now."""
    return rules.reached(
        list(demands),
        list(sessions),
        rule=rule(),
        asked=asked,
        enrolled_at=hours(enrolled),
        done=set(done),
        marks={number: Decimal(value) for number, value in (marks or {}).items()},
        statuses=dict.fromkeys(attended, AttendanceStatus.PRESENT),
        now=NOW,
        exempt=set(exempt),
    )


def only(demanded: CompletionRule, figures: Figures) -> tuple[bool, str]:
    """Return whether the one demand of the rule is met, and what is said of it."""
    (item,) = requirements(demanded, figures)
    return item.is_met, item.detail
