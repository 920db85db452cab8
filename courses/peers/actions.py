"""Works handed out for feedback, and feedback given."""

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import jobs
from academy.core.errors import Refused
from academy.notify.actions import notify
from cms.models import AssignmentPage
from courses.acts import locks
from courses.acts.actions import at_work
from courses.acts.device import plausible
from courses.acts.kinds import ActKind
from courses.models import (
    Enrollment,
    PeerFeedback,
    PeerLevel,
    Submission,
    SubmissionState,
)
from courses.models.notices import PeerNotice
from courses.models.verbs import CourseVerb
from courses.peers import queries, rules

logger = logging.getLogger(__name__)
HAND_OUT_JOB = "courses.hand_out_peers"


class WorkTakenBack(Refused):
    message = _(
        "This work was taken back by its author, so no feedback on it is needed. You are given "
        "another one as soon as there is one."
    )


class AuthorLeft(Refused):
    message = _(
        "The author of this work has left the batch, so no feedback on it is needed. You are "
        "given another one as soon as there is one."
    )


class WorkHandedInAnew(Refused):
    message = _(
        "Its author has handed this work in anew since you opened it. Look at it as it is now, "
        "then send your words once more."
    )


class NotAskedAnyMore(Refused):
    message = _("The time for this feedback is over. You need not give it any more.")


class GivenAlready(Refused):
    message = _("You have given feedback on this work already, and that is what counts.")


class LevelsMissing(Refused):
    message = _("Choose a level for each point.")


def hear_of_work(submission: Submission) -> None:
    """Let works be handed out anew after one came or was taken back."""
    if submission.assignment.peer_count:
        jobs.enqueue(
            HAND_OUT_JOB,
            {"batch": submission.enrollment.batch_id, "assignment": submission.assignment_id},
            by=None,
        )


def hand_out(*, batch_id: int, assignment_id: int) -> list[PeerFeedback]:
    """Give each who has handed in the works of others to look at; return what was new.

    What was given stays, but for work that was taken back. Done twice it is done once.
    """
    with transaction.atomic():
        batch = locks.batch(batch_id)
        assignment = AssignmentPage.objects.prefetch_related("criteria").get(pk=assignment_id)
        circle = queries.circle_of(batch, assignment)
        if circle.void:
            # Whoever is writing about such a work has written, or finds it gone.
            locks.enrollments([row.giver for row in circle.void])
            circle = queries.circle_of(batch, assignment)
        givers = rules.served(circle.givers, wanted=assignment.peer_count)
        pairs = rules.dealt(givers, circle.loads)
        helped = {giver for giver, _author in pairs}
        gone = [row.pk for row in circle.void if row.giver_id in helped]
        PeerFeedback.objects.filter(pk__in=gone, given_at__isnull=True).delete()
        seats = {key: work.enrollment for key, work in circle.works.items()}
        made = PeerFeedback.objects.bulk_create(
            _asked(assignment, seats[giver], circle.works[author]) for giver, author in pairs
        )
        for seat in (seats[key] for key in sorted(helped)):
            _tell_asked(seat, assignment, [row for row in made if row.giver_id == seat.pk])
    return made


def hand_out_to_waiting() -> None:
    """Give those who came alone, and for whom nobody else came in a day, what there is."""
    for batch_id, assignment_id in queries.lately_handed_in():
        _hand_out_alone(batch_id, assignment_id)


def _hand_out_alone(batch_id: int, assignment_id: int) -> None:
    """Hand out in one batch; what goes wrong there holds up no other."""
    try:
        hand_out(batch_id=batch_id, assignment_id=assignment_id)
    except Exception:
        logger.exception("assignment %s of batch %s was not handed out", assignment_id, batch_id)


def _asked(assignment: AssignmentPage, giver: Enrollment, work: Submission) -> PeerFeedback:
    now = timezone.now()
    return PeerFeedback(
        giver=giver,
        assignment=assignment,
        submission=work,
        criteria=[
            {"title": item.title, "description": item.description}
            for item in assignment.criteria.all()
        ],
        asked_at=now,
        asked_until=now + dt.timedelta(days=assignment.peer_days),
    )


def _tell_asked(
    seat: Enrollment, assignment: AssignmentPage, asked: Sequence[PeerFeedback]
) -> None:
    keys = "-".join(str(row.pk) for row in asked)
    notify(
        seat.user,
        PeerNotice.ASKED,
        key=f"peers-asked-{keys}",
        params={"title": assignment.title, "count": len(asked)},
        url=_page_of(seat, assignment),
    )


def give(
    *,
    feedback: PeerFeedback,
    handed_in_at: dt.datetime | None,
    levels: Sequence[str],
    good: str,
    advice: str,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> PeerFeedback:
    """Say what is good about another's work and what to try. Sent twice it is said once.

    `handed_in_at` tells which hand-in the page showed. Raises LevelsMissing, WorkTakenBack,
    AuthorLeft, WorkHandedInAnew, NotAskedAnyMore, GivenAlready, SeatNotActive or SentDifferently.
    """
    said: dict[str, Any] = {
        "levels": list(levels),
        "good": good.strip(),
        "advice": advice.strip(),
    }
    with at_work(
        feedback.giver,
        kind=ActKind.PEER_FEEDBACK,
        client_id=client_id,
        content=[feedback.pk, said],
        happened_at=happened_at,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(PeerFeedback)
        visit.admit()
        row = _open_row(feedback)
        if row.submission.submitted_at != handed_in_at:
            raise WorkHandedInAnew
        if len(said["levels"]) != len(row.criteria) or set(levels) - set(PeerLevel.values):
            raise LevelsMissing
        now = timezone.now()
        row.levels, row.good, row.advice = said["levels"], said["good"], said["advice"]
        row.given_at, row.happened_at = now, plausible(happened_at, now)
        row.save(update_fields=[*said, "given_at", "happened_at"])
        visit.record(CourseVerb.FEEDBACK_GIVEN, row)
        author = row.submission.enrollment
        notify(
            author.user,
            PeerNotice.CAME,
            key=f"peers-came-{row.submission_id}",
            params={"title": row.assignment.title},
            url=_page_of(author, row.assignment),
        )
        return visit.gives(row)


def _open_row(feedback: PeerFeedback) -> PeerFeedback:
    rows = PeerFeedback.objects.select_related("assignment", "submission__enrollment__user")
    row = rows.select_related("submission__enrollment__batch").filter(pk=feedback.pk).first()
    if row is None:
        raise WorkTakenBack
    if row.given_at is not None:
        raise GivenAlready
    if row.submission.state == SubmissionState.DRAFT:
        raise WorkTakenBack
    if row.author_has_left:
        raise AuthorLeft
    if not row.is_open:
        raise NotAskedAnyMore
    return row


def _page_of(seat: Enrollment, assignment: AssignmentPage) -> str:
    return reverse("courses:assignment", args=[seat.batch.public_id, assignment.activity_id])
