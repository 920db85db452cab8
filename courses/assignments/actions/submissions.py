"""Handing in work: a draft with files, handed in, taken back, done again after a revision."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import states
from academy.core.errors import Refused
from cms.models import AssignmentPage, CoursePage
from courses.acts import locks
from courses.acts.actions import at_work
from courses.acts.device import plausible
from courses.acts.kinds import ActKind
from courses.models import Enrollment, Submission, SubmissionState
from courses.models.verbs import CourseVerb

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
    keep: Sequence[UUID] = (),
) -> Submission:
    """Return the draft that the person works on, a new one if there is none.

    After a wanted revision the next number begins, with the words of the one before and those of
    its files that are named in `keep`. Raises AlreadyAccepted, NotADraft while one waits for
    review, SentDifferently, and what `check_may_work` raises.
    """
    with at_work(
        enrollment,
        kind=ActKind.START_SUBMISSION,
        client_id=client_id,
        content=[assignment.pk, sorted(str(file) for file in keep)],
        happened_at=happened_at,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(Submission)
        made = visit.enrollment.submissions.filter(assignment=assignment)
        last = made.order_by("number").last()
        if last is not None and last.state == SubmissionState.DRAFT:
            return visit.gives(last)
        visit.admit_to(assignment)
        if last is not None and last.state == SubmissionState.ACCEPTED:
            raise AlreadyAccepted
        if last is not None and last.state == SubmissionState.SUBMITTED:
            raise NotADraft
        begun = Submission.objects.create(
            enrollment=visit.enrollment,
            assignment=assignment,
            course=_course_of(assignment),
            number=last.number + 1 if last else 1,
            note=last.note if last else "",
        )
        if last is not None:
            _keep_files(last, begun, keep)
        return visit.gives(begun)


def _keep_files(last: Submission, begun: Submission, keep: Sequence[UUID]) -> None:
    """Put files of the hand-in before into the draft. The stored file is one for both rows."""
    kept = last.files.filter(public_id__in=keep)
    for position, file in enumerate(kept[: begun.assignment.max_files], start=1):
        file.pk = None
        file._state.adding = True
        file.public_id = uuid4()
        file.submission, file.position = begun, position
        file.save(force_insert=True)


def _course_of(assignment: AssignmentPage) -> CoursePage:
    course: CoursePage = CoursePage.objects.get(path=assignment.path[: -2 * assignment.steplen])
    return course


def hand_in(
    *,
    submission: Submission,
    note: str,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> Submission:
    """Hand the draft in for review. Sent twice or late it is handed in once.

    Raises NothingToHandIn, SentDifferently, and what `check_may_work` raises.
    """
    note = note.strip()[:NOTE_LENGTH]
    with at_work(
        submission.enrollment,
        kind=ActKind.HAND_IN,
        client_id=client_id,
        content=[submission.pk, note],
        happened_at=happened_at,
    ) as visit:
        submission = locks.submission(submission)
        if visit.is_repeated or submission.state != SubmissionState.DRAFT:
            return visit.gives(submission)
        visit.admit_to(submission.assignment)
        if not submission.files.exists():
            raise NothingToHandIn
        now = timezone.now()
        states.move(
            submission,
            SubmissionState.SUBMITTED,
            by=visit.enrollment.user,
            note=note,
            submitted_at=now,
            happened_at=plausible(happened_at, now),
        )
        visit.record(CourseVerb.HANDED_IN, submission)
        return visit.gives(submission)


def take_back(*, submission: Submission) -> Submission:
    """Make a hand-in a draft again while nobody has reviewed it. Done twice it is once.

    Raises ReviewedMeanwhile and what `check_may_work` raises.
    """
    with at_work(submission.enrollment) as visit:
        submission = locks.submission(submission)
        if submission.state == SubmissionState.DRAFT:
            return submission
        if submission.state != SubmissionState.SUBMITTED:
            raise ReviewedMeanwhile
        # What could not be handed in again must not be taken back.
        visit.admit_to(submission.assignment)
        states.move(
            submission, SubmissionState.DRAFT, by=visit.enrollment.user, submitted_at=None,
            happened_at=None,
        )  # fmt: skip
    return submission
