"""Rounds as lists and pages need them."""

from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from wagtail.models import Page

from academy.people.models import Reader, User
from cms.models import AssignmentPage
from courses.models import (
    Batch,
    CalibrationMark,
    CalibrationPart,
    CalibrationRound,
    CalibrationWork,
    Submission,
    SubmissionFile,
)
from courses.models.work.calibration import CalibrationState

# A page of three tables, of which a list shows the title.
_TITLE = Page.objects.filter(pk=OuterRef("assignment")).values("title")


def listed(user: User) -> QuerySet[CalibrationRound, Any]:
    """Return the rounds that `user` sees, each with its `title` and its parts."""
    return (
        CalibrationRound.objects.visible_to(user)
        .select_related("batch", "started_by")
        .prefetch_related("parts")
        .annotate(title=Subquery(_TITLE))
    )


def waiting(user: User) -> list[Any]:
    """Return the rounds that wait for `user`, each with its `title`."""
    rows = CalibrationRound.objects.waiting_for(user).select_related("batch")
    shown = rows.only("public_id", "batch__name", "batch__number")
    return list(shown.annotate(title=Subquery(_TITLE)))


def seen_by(user: User) -> QuerySet[CalibrationRound]:
    """Return the rounds that `user` sees, with all that a page of one shows."""
    parts = CalibrationPart.objects.select_related("trainer").order_by("trainer__name_key", "pk")
    return (
        CalibrationRound.objects.visible_to(user)
        .select_related("batch__program", "assignment", "started_by", "closed_by")
        .prefetch_related(Prefetch("parts", parts))
    )


def running(user: User, batch: Batch, assignment: AssignmentPage) -> CalibrationRound | None:
    """Return a round of the same assignment and batch that is open, if `user` sees one."""
    rows = CalibrationRound.objects.visible_to(user).in_state(CalibrationState.OPEN)
    return rows.filter(batch=batch, assignment=assignment).first()


def works_of(round: CalibrationRound) -> list[CalibrationWork]:
    """Return the hand-ins of a round that are left, whether they stand or not."""
    return list(round.works.select_related("submission"))


def marks_of(part: CalibrationPart | None) -> dict[int, CalibrationMark]:
    """Return what one trainer has kept so far, by the key of the hand-in."""
    rows = [] if part is None else CalibrationMark.objects.filter(part=part)
    return {row.work_id: row for row in rows}


def files_for(user: Reader) -> QuerySet[SubmissionFile]:
    """Return the files of the hand-ins in rounds that `user` sees."""
    rounds = CalibrationRound.objects.visible_to(user)
    works = CalibrationWork.objects.standing().filter(round__in=rounds.values("pk"))
    return SubmissionFile.objects.filter(submission__in=works.values("submission"))


def thumbnails_for(user: Reader) -> QuerySet[SubmissionFile]:
    """Return the files whose small picture `user` sees: in rounds, and where one is begun."""
    in_rounds = Q(pk__in=files_for(user).values("pk"))
    to_choose = Q(submission__in=Submission.objects.visible_to(user).handed_in().values("pk"))
    return SubmissionFile.objects.filter(in_rounds | to_choose)
