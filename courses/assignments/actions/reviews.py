"""What a trainer does with a hand-in."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import acts, audit, states
from academy.core.errors import Refused
from academy.notify.actions import notify
from academy.notify.models import Notice
from academy.people.models import User
from courses.acts import locks
from courses.acts.kinds import ActKind
from courses.assignments.actions import drafts
from courses.assignments.queries.reviews import UNDO_WINDOW
from courses.completion import actions as completion
from courses.models import (
    Completion,
    Enrollment,
    Mark,
    Review,
    SavedComment,
    Submission,
    SubmissionState,
    Verdict,
)
from courses.models.notices import ReviewNotice
from courses.models.verbs import CourseVerb


class AlreadyReviewed(Refused):
    message = _(
        "Someone else has reviewed this hand-in in the meantime. Your words are kept below."
    )


class RevisionNeedsWords(Refused):
    message = _("Say what should be changed, so that the participant can do it.")


class UndoTooLate(Refused):
    message = _("A review can be undone for 15 minutes, and only while no new hand-in was begun.")


def review(
    *,
    submission: Submission,
    by: User,
    verdict: str,
    mark: Decimal | None,
    scores: Sequence[dict[str, Any]],
    feedback: str,
    client_id: UUID,
) -> Review:
    """Accept `submission` with a mark (0 to 100), or ask for a revision with words.

    Sent twice with one `client_id` it is one review. Raises RevisionNeedsWords,
    AlreadyReviewed or SentDifferently.
    """
    if verdict == Verdict.REVISION and not feedback.strip():
        raise RevisionNeedsWords
    feedback = feedback.strip()
    with transaction.atomic():
        enrollment, submission = locks.enrollment_and_submission(submission)
        act = acts.once(
            client_id,
            kind=ActKind.REVIEW,
            person=by,
            content=[submission.pk, verdict, mark, scores, feedback],
        )
        if act.is_repeated:
            return act.earlier(Review)
        if submission.state != SubmissionState.SUBMITTED:
            raise AlreadyReviewed
        found = Review.objects.create(
            submission=submission,
            reviewer=by,
            verdict=verdict,
            mark=mark,
            scores=list(scores),
            feedback=feedback,
            reviewed_at=timezone.now(),
        )
        states.move(submission, verdict, by=by)
        if verdict == Verdict.ACCEPTED:
            _count(enrollment, submission, mark, by)
        _tell(submission, found)
        drafts.forget_draft(submission=submission, by=by)
        return act.gives(found)


def _count(enrollment: Enrollment, submission: Submission, mark: Decimal | None, by: User) -> None:
    now = timezone.now()
    Completion.objects.get_or_create(
        enrollment=enrollment,
        activity_id=submission.assignment_id,
        defaults={"received_at": now},
    )
    if mark is not None:
        Mark.objects.update_or_create(
            enrollment=enrollment,
            activity_id=submission.assignment_id,
            defaults={"value": mark, "given_by": by, "given_at": now},
        )
    audit.record(
        CourseVerb.MARKED,
        enrollment,
        by=by,
        activity=submission.assignment_id,
        mark=None if mark is None else str(mark),
    )
    completion.refresh(enrollment)


def _tell(submission: Submission, found: Review) -> None:
    accepted = found.verdict == Verdict.ACCEPTED
    notify(
        submission.enrollment.user,
        ReviewNotice.ACCEPTED if accepted else ReviewNotice.REVISION_WANTED,
        key=_notice_key(found),
        params={"title": submission.assignment.title},
        url=reverse(
            "courses:assignment",
            args=[submission.enrollment.batch.public_id, submission.assignment.activity_id],
        ),
    )


def _notice_key(found: Review) -> str:
    return f"review-{found.pk}"


def undo_review(*, found: Review, by: User) -> Submission:
    """Take a verdict back; the hand-in waits for review again, and its notice goes.

    What was said is a draft again. Raises UndoTooLate.
    """
    with transaction.atomic():
        enrollment, submission = locks.enrollment_and_submission(found.submission)
        found = Review.objects.get(pk=found.pk)
        if found.undone_at is not None:
            return submission
        later = Submission.objects.filter(
            enrollment_id=submission.enrollment_id,
            assignment_id=submission.assignment_id,
            number__gt=submission.number,
        )
        if timezone.now() - found.reviewed_at > UNDO_WINDOW or later.exists():
            raise UndoTooLate
        found.undone_at = timezone.now()
        found.save(update_fields=["undone_at"])
        states.move(submission, SubmissionState.SUBMITTED, by=by)
        if found.verdict == Verdict.ACCEPTED:
            _uncount(enrollment, submission, by)
        Notice.objects.filter(user=enrollment.user, key=_notice_key(found)).delete()
        drafts.draft_from(found=found)
    return submission


def _uncount(enrollment: Enrollment, submission: Submission, by: User) -> None:
    # The undo window is the reviewer's own slip, minutes old: what was never really
    # accepted is no finished work, so the completion goes with it.
    own = {"enrollment": enrollment, "activity_id": submission.assignment_id}
    Completion.objects.filter(**own).delete()
    Mark.objects.filter(**own).delete()
    audit.record(CourseVerb.UNMARKED, enrollment, by=by, activity=submission.assignment_id)
    completion.refresh(enrollment, is_correction=True)


def save_comment(*, owner: User, text: str) -> SavedComment:
    """Keep a sentence for later reviews. Saved twice it is one."""
    comment, _created = SavedComment.objects.get_or_create(owner=owner, text=text.strip())
    return comment


def drop_comment(*, comment: SavedComment) -> None:
    """Forget a saved comment; reviews that used its words keep them."""
    comment.delete()
