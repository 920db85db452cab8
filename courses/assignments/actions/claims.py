"""A hand-in in a trainer's hand: taken when it is opened, let go when it is left, or after a while.

One statement takes it, so that of two trainers who come at the same moment one gets the next. It
locks nothing and decides nothing: a second trainer may look, and take it over knowingly.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.people.models import User
from courses.assignments.queries.claims import held_by_another
from courses.models import ReviewClaim, Submission

# From the last sign of life of the page: opened, typed.
HELD = dt.timedelta(minutes=15)


class HeldByAnother(Refused):
    message = _(
        "Another trainer is reviewing this hand-in now. Take it over first if it is yours to "
        "review; what you typed is kept."
    )


def claim(*, submission: Submission, by: User, page: str = "") -> bool:
    """Take `submission` in hand, or hold it longer; False where another trainer has it."""
    return _take(submission.pk, by, page)


def claim_next(*, keys: Iterable[int], by: User) -> int | None:
    """Take the first of `keys` that nobody else has in hand; return its key."""
    keys = list(keys)
    others = ReviewClaim.objects.live().exclude(reviewer=by).filter(submission__in=keys)
    held = set(others.values_list("submission", flat=True))
    return next((key for key in keys if key not in held and _take(key, by, "")), None)


def take_over(*, submission: Submission, by: User) -> None:
    """Take `submission` in hand although another trainer has it, who is told on the page."""
    now = timezone.now()
    ReviewClaim.objects.update_or_create(
        submission=submission,
        defaults={"reviewer": by, "page": "", "since": now, "until": now + HELD},
    )


def let_go(*, submission: Submission, by: User, page: str = "") -> None:
    """Let `submission` go; a `page` lets go only what no later page of the same trainer holds."""
    own = ReviewClaim.objects.filter(submission=submission, reviewer=by)
    (own.filter(page__in=["", page]) if page else own).delete()


def refuse_if_held(*, submission: Submission, by: User) -> None:
    """Raise HeldByAnother where another trainer has `submission` in hand."""
    if held_by_another(submission, by) is not None:
        raise HeldByAnother


def forget_old_claims() -> int:
    """Delete claims that have run out. Return how many."""
    deleted, _rows = ReviewClaim.objects.filter(until__lt=timezone.now()).delete()
    return deleted


def _take(key: int, by: User, page: str) -> bool:
    now = timezone.now()
    ReviewClaim.objects.bulk_create(
        [ReviewClaim(submission_id=key, reviewer=by, page=page, since=now, until=now + HELD)],
        ignore_conflicts=True,
    )
    is_mine = Q(reviewer=by)
    found = ReviewClaim.objects.filter(is_mine | Q(until__lte=now), submission=key)
    taken = found.filter(is_mine, until__gt=now).update(until=now + HELD, page=page or F("page"))
    if taken:
        return True
    return bool(
        found.filter(until__lte=now).update(reviewer=by, page=page, since=now, until=now + HELD)
    )
