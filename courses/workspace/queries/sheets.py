"""Slips for a whole batch or for chosen people: for whom, and the file while there is one."""

import datetime as dt
from collections.abc import Collection

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from academy.core.models import Job
from academy.core.models.job import JobQuerySet, JobState
from academy.people.models import Membership, RoleGrant, User
from courses.models import Batch, Enrollment, IntakeList

SLIPS_JOB = "courses.make_slip_sheets"
# Long enough to try again tomorrow where a line or a printer broke, and no longer.
KEPT_FOR = dt.timedelta(hours=24)
HAS_OWN_SECRET = Q(user__must_change_secret=False) & ~Q(
    user__password__startswith=UNUSABLE_PASSWORD_PREFIX
)


def plain_seats(batch: Batch) -> QuerySet[Enrollment]:
    """Return the seats of those who do not work here besides: they reset their own passwords."""
    roles = RoleGrant.objects.filter(user=OuterRef("user"))
    accompanies = Membership.objects.filter(
        user=OuterRef("user"), role="companion", ended_on__isnull=True
    )
    return (
        Enrollment.objects.seated()
        .filter(batch=batch, user__erased_at=None, user__is_active=True)
        .filter(user__is_staff=False, user__is_superuser=False)
        .exclude(Exists(roles))
        .exclude(Exists(accompanies))
        .order_by("pesantren__name", "user__full_name", "pk")
    )


def seats_for_slips(
    batch: Batch, *, everybody: bool, chosen: Collection[int] | None = None
) -> QuerySet[Enrollment]:
    """Return who gets a slip: who has chosen no own PIN so far, or everybody; of `chosen` ones."""
    seats = plain_seats(batch)
    if chosen is not None:
        seats = seats.filter(pk__in=chosen)
    return seats if everybody else seats.exclude(HAS_OWN_SECRET)


def seats_of_list(listing: IntakeList) -> QuerySet[Enrollment]:
    """Return the seats that a list of people has given, of those who have chosen no own PIN."""
    seats = plain_seats(listing.batch).filter(intake_rows__listing=listing)
    return seats.exclude(HAS_OWN_SECRET).distinct()


def _at_hand(batch: Batch) -> JobQuerySet:
    """Return the jobs whose slips are being made, or lie ready to be fetched; newest first."""
    waiting = Q(state__in=[JobState.QUEUED, JobState.RUNNING])
    ready = Q(state=JobState.DONE, finished_at__gt=timezone.now() - KEPT_FOR) & ~Q(file="")
    return Job.objects.filter(waiting | ready, kind=SLIPS_JOB, args__batch=batch.pk)


def sheets_of(batch: Batch) -> Job | None:
    """Return the job with the slips for all of the batch."""
    whole = _at_hand(batch).filter(args__chosen__isnull=True)
    return whole.select_related("created_by").first()


def chosen_sheets(batch: Batch, user: User) -> QuerySet[Job]:
    """Return the jobs with slips for people whom `user` has chosen: nobody else fetches those."""
    return _at_hand(batch).filter(args__chosen__isnull=False, created_by=user)


def are_in_work(batch: Batch) -> bool:
    """Whether slips of the batch are being made just now, for whomever."""
    return _at_hand(batch).unfinished().exists()


def kept_too_long() -> QuerySet[Job]:
    """Return the jobs whose file with slips has had its time, however they ended."""
    ended = Job.objects.filter(state__in=[JobState.DONE, JobState.FAILED], kind=SLIPS_JOB)
    return ended.exclude(file="").filter(
        Q(finished_at__lte=timezone.now() - KEPT_FOR) | Q(state=JobState.FAILED)
    )
