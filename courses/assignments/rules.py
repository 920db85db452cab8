"""Who reviews hand-ins, asked after `visible_to` has found the object; what points are worth,
and what being late costs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

import rules

from academy.people.models import User
from courses.enrollment.rules import runs_batch
from courses.models import Submission


@rules.predicate
def teaches_submission(user: User, submission: Submission) -> bool:
    return user.is_trainer and submission.course.course_trainers.filter(user_id=user.pk).exists()


@rules.predicate
def is_of_another_person(user: User, submission: Submission) -> bool:
    """Nobody marks the own work."""
    return submission.enrollment.user_id != user.pk


@rules.predicate
def runs_its_batch(user: User, submission: Submission) -> bool:
    return bool(runs_batch(user, submission.enrollment.batch))


rules.add_perm("courses.review_submission", teaches_submission & is_of_another_person)
rules.add_perm(
    "courses.take_acceptance_back", (teaches_submission | runs_its_batch) & is_of_another_person
)


def mark_of(scores: Sequence[dict[str, Any]]) -> Decimal | None:
    """Return the points of a rubric as a share of 100, or None without any."""
    total: int = sum(item["of"] for item in scores)
    if not total:
        return None
    given = Decimal(sum(item["points"] for item in scores))
    return (Decimal(100) * given / total).quantize(Decimal("0.01"))


DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lateness:
    """What being late costs: `percent` of the mark for each of `days`, not below `floor`."""

    days: int
    percent: int
    floor: int

    @property
    def taken(self) -> int:
        """Percent of the mark that go."""
        return min(100, self.days * self.percent)

    def mark(self, mark: Decimal) -> Decimal:
        """Return what is left of `mark`. One below the floor already loses nothing."""
        left = (Decimal(mark) * (100 - self.taken) / 100).quantize(Decimal("0.01"))
        return max(left, min(mark, Decimal(self.floor)))

    def kept(self) -> dict[str, int]:
        return asdict(self)


def days_late(due_at: dt.datetime | None, at: dt.datetime) -> int:
    """Return how many days after `due_at` it is at `at`; one that has begun counts."""
    if due_at is None or at <= due_at:
        return 0
    return -((due_at - at) // DAY)


def after_lateness(mark: Decimal, rules: Sequence[Lateness]) -> tuple[Decimal, Lateness | None]:
    """Return what is left of `mark` by the kindest of `rules`, and that rule if it takes off.

    Those are the rule that stood when the work was handed in and the one that stands now: a
    stricter one takes nothing from who has handed in already, a milder one helps everybody.
    """
    kindest = max(rules, key=lambda rule: rule.mark(mark), default=None)
    left = mark if kindest is None else kindest.mark(mark)
    return left, kindest if left < mark else None
