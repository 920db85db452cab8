"""Handing in work: a draft with files, handed in, taken back, done again after a revision."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit, states
from academy.core.errors import Refused
from academy.core.models import AuditEntry
from cms.models import AssignmentPage, CoursePage
from courses.acts import rules as learn
from courses.acts.actions import SeatNotActive, check_may_work, lock, note_seen, unused
from courses.acts.device import plausible
from courses.models import Enrollment, Submission, SubmissionState

NOTE_LENGTH = Submission._meta.get_field("note").max_length


class NotADraft(Refused):
    message = _(
        "This work was handed in already. Take it back first if you want to change something."
    )


class AlreadyAccepted(Refused):
    message = _("This assignment is accepted; nothing more is needed.")


class ReviewedMeanwhile(Refused):
    message = _("Your trainer has reviewed this work in the meantime. Read what was said.")


class NothingToHandIn(Refused):
    message = _("There is no photo or file yet. Add at least one, then hand in.")


def start_submission(
    *,
    enrollment: Enrollment,
    assignment: AssignmentPage,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> Submission:
    """Return the draft that the person works on, a new one if there is none.

    After a wanted revision the next number begins. Raises AlreadyAccepted, NotADraft while
    one waits for review, and what `check_may_work` raises.
    """
    with transaction.atomic():
        enrollment = lock(enrollment)
        made = list(enrollment.submissions.filter(assignment=assignment).order_by("number"))
        same = next((item for item in made if item.client_id == client_id), None)
        last = made[-1] if made else None
        if same is not None:
            return same
        if last is not None and last.state == SubmissionState.DRAFT:
            return last
        check_may_work(enrollment, assignment, happened_at)
        if last is not None and last.state == SubmissionState.ACCEPTED:
            raise AlreadyAccepted
        if last is not None and last.state == SubmissionState.SUBMITTED:
            raise NotADraft
        submission = Submission.objects.create(
            client_id=unused(Submission, client_id),
            enrollment=enrollment,
            assignment=assignment,
            course=_course_of(assignment),
            number=last.number + 1 if last else 1,
        )
        note_seen(enrollment)
    return submission


def _course_of(assignment: AssignmentPage) -> CoursePage:
    return CoursePage.objects.get(path=assignment.path[: -2 * assignment.steplen])


def fresh(submission: Submission) -> Submission:
    """Return the submission as it is now, locked, with its assignment."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("assignment")
        .get(pk=submission.pk)
    )


def locked_draft(submission: Submission) -> Submission:
    """Return a draft that may be changed, locked. Raises NotADraft, SeatNotActive."""
    enrollment = lock(submission.enrollment)
    submission = fresh(submission)
    if submission.state != SubmissionState.DRAFT:
        raise NotADraft
    if not learn.is_working(enrollment.user, enrollment):
        raise SeatNotActive
    return submission


def hand_in(
    *,
    submission: Submission,
    note: str,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> Submission:
    """Hand the draft in for review. Sent twice or late it is handed in once.

    Raises NothingToHandIn and what `check_may_work` raises.
    """
    with transaction.atomic():
        enrollment = lock(submission.enrollment)
        submission = fresh(submission)
        handed_in = AuditEntry.objects.about(submission).filter(verb="handed_in")
        if submission.state != SubmissionState.DRAFT or any(
            entry.data["client_id"] == str(client_id) for entry in handed_in
        ):
            return submission
        check_may_work(enrollment, submission.assignment, happened_at)
        if not submission.files.exists():
            raise NothingToHandIn
        now = timezone.now()
        states.move(
            submission,
            SubmissionState.SUBMITTED,
            by=enrollment.user,
            note=note.strip()[:NOTE_LENGTH],
            submitted_at=now,
            happened_at=plausible(happened_at, now),
        )
        audit.record("handed_in", submission, by=enrollment.user, client_id=str(client_id))
        note_seen(enrollment)
    return submission


def take_back(*, submission: Submission) -> Submission:
    """Make a hand-in a draft again while nobody has reviewed it. Done twice it is once.

    Raises ReviewedMeanwhile and what `check_may_work` raises.
    """
    with transaction.atomic():
        enrollment = lock(submission.enrollment)
        submission = fresh(submission)
        if submission.state == SubmissionState.DRAFT:
            return submission
        if submission.state != SubmissionState.SUBMITTED:
            raise ReviewedMeanwhile
        # What could not be handed in again must not be taken back.
        check_may_work(enrollment, submission.assignment, None)
        states.move(
            submission, SubmissionState.DRAFT, by=enrollment.user, submitted_at=None,
            happened_at=None,
        )  # fmt: skip
        note_seen(enrollment)
    return submission
