"""Who reviews hand-ins, asked after `visible_to` has found the object; what points are worth."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import rules

from academy.people.models import User
from courses.models import Submission


@rules.predicate
def teaches_submission(user: User, submission: Submission) -> bool:
    return user.is_trainer and submission.course.course_trainers.filter(user_id=user.pk).exists()


@rules.predicate
def is_of_another_person(user: User, submission: Submission) -> bool:
    """Nobody marks the own work."""
    return submission.enrollment.user_id != user.pk


rules.add_perm("courses.review_submission", teaches_submission & is_of_another_person)


def mark_of(scores: Sequence[dict[str, Any]]) -> Decimal | None:
    """Return the points of a rubric as a share of 100, or None without any."""
    total: int = sum(item["of"] for item in scores)
    if not total:
        return None
    given = Decimal(sum(item["points"] for item in scores))
    return (Decimal(100) * given / total).quantize(Decimal("0.01"))
