"""What changed from one hand-in to the next: files, points, the mark."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.models import Review, Submission


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one criterion before and after; `of` is the most there is now."""

    title: str
    before: int
    after: int
    of: int

    @property
    def is_better(self) -> bool:
        return self.after > self.before

    @property
    def is_worse(self) -> bool:
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in a hand-in against the one before it."""

    added: int
    kept: int
    dropped: int
    points: list[Points]
    mark_before: Decimal | None
    mark_after: Decimal | None
    number_before: int


def change_between(
    before: Submission, after: Submission, was: Review | None, now: Review | None
) -> Change:
    """Return what changed between two hand-ins; `was` and `now` are what was said of them.

    A file is the same by what it holds.
    """
    had = {file.sha256 for file in before.files.all()}
    has = {file.sha256 for file in after.files.all()}
    return Change(
        added=len(has - had),
        kept=len(has & had),
        dropped=len(had - has),
        points=_points(was.scores, now.scores) if was and now else [],
        mark_before=was.mark if was else None,
        mark_after=now.mark if now else None,
        number_before=before.number,
    )


def _points(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Points]:
    """Return the criteria that both reviews have given points for."""
    was = {score["criterion"]: score["points"] for score in _given(before)}
    return [
        Points(score["title"], was[score["criterion"]], score["points"], score["of"])
        for score in _given(after)
        if score["criterion"] in was
    ]


def _given(scores: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [score for score in scores if score.get("points") is not None]
