"""What was decided about many: in words, and while it goes on or can be taken back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from academy.core.models import Job
from academy.core.models.job import JobState
from academy.people.models import User
from courses.models import Application, ApplicationState, Batch

DECIDE_JOB = "courses.decide_applications"
# As long as a review: applicants have read it by then.
UNDO_WINDOW = dt.timedelta(minutes=15)
# Where each decision leads; accepting also to the reserve list, if that is wished.
LEADS_TO = {
    "verify": {ApplicationState.VERIFIED},
    "accept": {ApplicationState.ACCEPTED, ApplicationState.RESERVE},
    "reserve": {ApplicationState.RESERVE},
    "decline": {ApplicationState.DECLINED},
    "apply": {
        ApplicationState.ACCEPTED,
        ApplicationState.RESERVE,
        ApplicationState.DECLINED,
    },
}


def sentences(states: Mapping[str, int]) -> list[str]:
    """Say how many applications a decision moved to each of `states`."""
    return [_sentence(state, count) for state, count in states.items()]


def _sentence(state: str, count: int) -> str:
    text = {
        ApplicationState.VERIFIED: ngettext(
            "%(count)d application verified.", "%(count)d applications verified.", count
        ),
        ApplicationState.ACCEPTED: ngettext(
            "%(count)d applicant accepted.", "%(count)d applicants accepted.", count
        ),
        ApplicationState.RESERVE: ngettext(
            "%(count)d applicant put on the reserve list.",
            "%(count)d applicants put on the reserve list.",
            count,
        ),
        ApplicationState.DECLINED: ngettext(
            "%(count)d application declined.", "%(count)d applications declined.", count
        ),
    }[ApplicationState(state)]
    return text % {"count": count}


def taken_back(count: int) -> str:
    """Say how many decisions were taken back."""
    text = ngettext(
        "%(count)d decision was taken back.", "%(count)d decisions were taken back.", count
    )
    return text % {"count": count}


def by_others(count: int) -> str:
    """Say how many somebody else had decided first, or has decided since."""
    text = ngettext(
        "%(count)d was decided by somebody else meanwhile.",
        "%(count)d were decided by somebody else meanwhile.",
        count,
    )
    return text % {"count": count}


def left(refusals: Mapping[str, int]) -> list[str]:
    """Say how many were left as they are, for each reason."""
    return [
        ngettext(
            "%(count)d was left as it is: %(why)s",
            "%(count)d were left as they are: %(why)s",
            count,
        )
        % {"count": count, "why": why}
        for why, count in refusals.items()
    ]


def standing(job: Job) -> QuerySet[Application]:
    """Return the applications whose last decision is the one that `job` made."""
    until = job.finished_at or timezone.now()
    return Application.objects.filter(
        pk__in=[row[0] for row in job.args["rows"]],
        state__in=LEADS_TO[job.args["deed"]],
        decided_by=job.created_by_id,
        decided_at__range=(job.started_at or until, until),
    )


@dataclass(frozen=True, slots=True)
class Work:
    """Long decisions in a batch: those that run, whoever began them, and the own last one.

    `undoable` is what can be taken back now: that last one, or what it failed to take back.
    """

    running: list[Job]
    last: Job | None
    undoable: Job | None


def work_in(batch: Batch, user: User) -> Work:
    """Return the long decisions that the list of `batch` shows to `user`."""
    found = list(
        Job.objects.filter(
            Q(finished_at__isnull=True) | Q(finished_at__gt=timezone.now() - UNDO_WINDOW),
            kind=DECIDE_JOB,
            args__batch=batch.pk,
        ).select_related("created_by")
    )
    own = next((job for job in found if job.created_by_id == user.pk), None)
    last = own if own is not None and not own.is_running else None
    return Work(
        running=[job for job in found if job.is_running],
        last=last,
        undoable=None if last is None else _undoable(last),
    )


def _undoable(last: Job) -> Job | None:
    if "undoes" not in last.args:
        return last if last.result.get("moved_count", last.done_count) else None
    if last.state != JobState.FAILED:
        return None
    return _within_window().filter(pk=last.args["undoes"]).first()


def to_undo(batch: Batch, user: User, job_id: UUID) -> Job | None:
    """Return the long decision of `user` under this id, while it can be taken back."""
    return (
        _within_window()
        .filter(args__batch=batch.pk, created_by=user, public_id=job_id)
        .exclude(args__deed="undo")
        .first()
    )


def _within_window() -> QuerySet[Job]:
    return Job.objects.filter(kind=DECIDE_JOB, finished_at__gt=timezone.now() - UNDO_WINDOW)
