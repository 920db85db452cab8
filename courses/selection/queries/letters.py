"""Who gets a letter, and the files with letters."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from academy.core.models import Job
from academy.people.models import User
from courses.models import Application, ApplicationState, Batch

LETTERS_JOB = "courses.make_selection_letters"
KEPT_FOR = dt.timedelta(hours=24)
TOLD_BY_LETTER = [ApplicationState.ACCEPTED, ApplicationState.DECLINED]


def decided(batch: Batch, state: str) -> QuerySet[Application]:
    """Return the applications whose letter says `state`, by pesantren and name."""
    return (
        batch.applications.filter(state=state)
        .select_related("user", "batch__program", "pesantren__regency")
        .order_by("pesantren__name", "user__full_name", "pk")
    )


def files_of(batch: Batch, user: User) -> list[Job]:
    """Return the letters that `user` has asked for in the last day, the newest first."""
    since = timezone.now() - KEPT_FOR
    found = Job.objects.filter(kind=LETTERS_JOB, created_by=user, args__batch=batch.pk)
    return list(found.filter(created_at__gt=since)[:5])


def kept_too_long() -> QuerySet[Job]:
    """Return the jobs whose file with letters has had its time."""
    old = Job.objects.filter(kind=LETTERS_JOB, finished_at__lte=timezone.now() - KEPT_FOR)
    return old.exclude(file="")
