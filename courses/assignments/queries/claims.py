"""Who has which hand-in in hand."""

from collections.abc import Iterable

from academy.people.models import User
from courses.models import ReviewClaim, Submission


def held_by_another(submission: Submission, user: User) -> ReviewClaim | None:
    """Return who else has `submission` in hand, or None."""
    others = ReviewClaim.objects.live().exclude(reviewer=user)
    return others.filter(submission=submission).select_related("reviewer").first()


def holders_of(keys: Iterable[int], user: User) -> dict[int, str]:
    """Return the names of those who have the hand-ins of `keys` in hand, others than `user`."""
    others = ReviewClaim.objects.live().exclude(reviewer=user)
    found = others.filter(submission__in=list(keys))
    return dict(found.values_list("submission", "reviewer__full_name"))
