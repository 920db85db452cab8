"""A round begun, marked, finished, closed, and what came of it.

Nothing here touches a hand-in, its review or its mark, and no participant is told.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from cms.models import AssignmentPage, CoursePage
from courses.models import (
    Batch,
    CalibrationMark,
    CalibrationPart,
    CalibrationRound,
    CalibrationWork,
    Submission,
)
from courses.models.verbs import CourseVerb
from courses.models.work.calibration import LEAST_TRAINERS, LEAST_WORKS, MOST_WORKS


class WrongNumberOfWorks(Refused):
    about = "works"
    message = _("Choose two to five hand-ins.")


class TooFewTrainers(Refused):
    about = "trainers"
    message = _("Choose at least two trainers: a comparison needs both.")


class HandInGone(Refused):
    about = "works"
    message = _(
        "One of these hand-ins was taken back meanwhile. Choose another one; the others are still "
        "ticked."
    )


class RoundOver(Refused):
    message = _("This round is over, so nothing in it is marked any more. Read the result.")


class PartFinished(Refused):
    message = _("You have finished this round, so your marks stand as they are.")


class WorkGone(Refused):
    message = _("This hand-in was taken back by its author and has left the round. Go on.")


class NotAllMarked(Refused):
    """Hand-ins without a whole mark are left."""

    def __init__(self, numbers: Sequence[int]):
        text = ngettext(
            "Hand-in %(numbers)s has no mark yet, or not for each criterion. Mark it, then finish.",
            "Hand-ins %(numbers)s have no mark yet, or not for each criterion. Mark them, then "
            "finish.",
            len(numbers),
        )
        super().__init__(text % {"numbers": ", ".join(map(str, numbers))})


class AgreedMeanwhile(Refused):
    about = "agreed"
    message = _(
        "Somebody else has changed these words just now. Load the page again, put both together, "
        "then save."
    )


def begin(
    *,
    batch: Batch,
    assignment: AssignmentPage,
    course: CoursePage,
    works: Collection[Submission],
    trainers: Collection[User],
    rubric: str,
    by: User,
) -> CalibrationRound:
    """Let `trainers` mark `works`, each without seeing the others.

    They are numbered in the order in which they were handed in. Raises WrongNumberOfWorks,
    TooFewTrainers or HandInGone.
    """
    if not LEAST_WORKS <= len(works) <= MOST_WORKS:
        raise WrongNumberOfWorks
    if len(trainers) < LEAST_TRAINERS:
        raise TooFewTrainers
    with transaction.atomic():
        rows = Submission.objects.handed_in().filter(pk__in=[work.pk for work in works])
        standing = list(rows.order_by("submitted_at", "pk"))
        if len(standing) < len(works):
            raise HandInGone
        begun = CalibrationRound.objects.create(
            batch=batch,
            assignment=assignment,
            course=course,
            rubric=rubric,
            work_count=len(works),
            started_by=by,
            started_at=timezone.now(),
        )
        CalibrationWork.objects.bulk_create(
            CalibrationWork(
                round=begun,
                submission=work,
                number=number,
                # What is handed in has a time: a constraint of the database.
                handed_in_at=cast(dt.datetime, work.submitted_at),
            )
            for number, work in enumerate(standing, start=1)
        )
        CalibrationPart.objects.bulk_create(
            CalibrationPart(round=begun, trainer=trainer) for trainer in trainers
        )
        audit.record(
            CourseVerb.CALIBRATION_BEGUN,
            begun,
            by=by,
            works=[work.pk for work in standing],
            trainers=sorted(trainer.pk for trainer in trainers),
        )
    return begun


def _locked(round: CalibrationRound) -> CalibrationRound:
    """Lock a round: it is marked, finished, closed and agreed on one after the other."""
    return CalibrationRound.objects.select_for_update(of=("self",), no_key=True).get(pk=round.pk)


def _open_part(round: CalibrationRound, by: User) -> CalibrationPart:
    part = CalibrationPart.objects.get(round=round, trainer=by)
    if part.finished_at is not None:
        raise PartFinished
    if round.closed_at is not None:
        raise RoundOver
    return part


def keep(
    *,
    work: CalibrationWork,
    by: User,
    scores: Sequence[dict[str, Any]],
    mark: Decimal | None,
    words: str,
) -> CalibrationMark:
    """Keep what `by` would give for one hand-in, whole or half. Sent twice it is once.

    Raises PartFinished, RoundOver or WorkGone.
    """
    with transaction.atomic():
        part = _open_part(_locked(work.round), by)
        if not CalibrationWork.objects.standing().filter(pk=work.pk).exists():
            raise WorkGone
        kept, _is_new = CalibrationMark.objects.update_or_create(
            work=work,
            part=part,
            defaults={
                "scores": list(scores),
                "mark": mark,
                "words": words.strip(),
                "kept_at": timezone.now(),
            },
        )
    return kept


def finish(*, round: CalibrationRound, by: User) -> CalibrationPart:
    """Let the marks of `by` stand as they are, for the others to read. Done twice it is once.

    Raises NotAllMarked or RoundOver.
    """
    with transaction.atomic():
        found = _locked(round)
        part = CalibrationPart.objects.get(round=found, trainer=by)
        if part.finished_at is not None:
            return part
        if found.closed_at is not None:
            raise RoundOver
        marked = CalibrationMark.objects.filter(part=part, mark__isnull=False)
        left = found.works.standing().exclude(pk__in=marked.values("work"))
        if numbers := list(left.values_list("number", flat=True)):
            raise NotAllMarked(numbers)
        part.finished_at = timezone.now()
        part.save(update_fields=["finished_at"])
        audit.record(CourseVerb.CALIBRATION_FINISHED, found, by=by)
    return part


def close(*, round: CalibrationRound, by: User, reason: str) -> CalibrationRound:
    """End a round before everybody has finished. Done twice it is once; a finished one stays."""
    with transaction.atomic():
        found = _locked(round)
        if found.closed_at is not None:
            return found
        if not found.parts.filter(finished_at=None).exists():
            raise RoundOver
        found.closed_at, found.closed_by, found.close_reason = timezone.now(), by, reason.strip()
        found.save(update_fields=["closed_at", "closed_by", "close_reason"])
        audit.record(CourseVerb.CALIBRATION_CLOSED, found, by=by)
    return found


def agree(*, round: CalibrationRound, by: User, agreed: str) -> CalibrationRound:
    """Keep in words what was agreed. Raises AgreedMeanwhile.

    `round` is as its page showed it: what somebody else has written since is not overwritten.
    """
    with transaction.atomic():
        found = _locked(round)
        if found.agreed == agreed:
            return found
        if found.agreed != round.agreed:
            raise AgreedMeanwhile
        found.agreed = agreed
        found.save(update_fields=["agreed"])
        audit.record(CourseVerb.CALIBRATION_AGREED, found, by=by)
    return found
