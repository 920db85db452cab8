"""What a trainer does with a hand-in."""

import datetime as dt
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
from courses.assignments.actions import claims, comments, counting, drafts, voice
from courses.assignments.queries.drafts import draft_of
from courses.assignments.queries.lateness import rules_for
from courses.assignments.queries.reviews import UNDO_WINDOW
from courses.assignments.rules import after_lateness
from courses.models import Review, Submission, SubmissionState, Verdict
from courses.models.notices import ReviewNotice
from courses.models.verbs import CourseVerb


class AlreadyReviewed(Refused):
    message = _(
        "Someone else has reviewed this hand-in in the meantime. Your words are kept below."
    )


class ReviewBegun(Refused):
    message = _("You have begun a review of this work. Finish it at its own page.")


class HandedInAnew(Refused):
    message = _(
        "This work was taken back and handed in anew since you opened it. Look at it as it is "
        "now, then decide."
    )


class TakenBack(Refused):
    message = _(
        "The participant has taken this work back to change it. It waits again as soon as it is "
        "handed in anew."
    )


class RevisionNeedsWords(Refused):
    message = _("Say what should be changed, so that the participant can do it.")


class FeedbackChanged(Refused):
    message = _("Somebody has changed these words meanwhile. Look at them, then correct them.")


class UndoTooLate(Refused):
    message = _("A review can be undone for 15 minutes, and only while no new hand-in was begun.")


class WordedByAnother(Refused):
    message = _(
        "Another trainer has put the words of this review right meanwhile, so only that trainer "
        "can undo it."
    )


class ReviewedAnew(Refused):
    message = _(
        "This review was undone before, and the hand-in has been reviewed anew since. Look at the "
        "review that stands now."
    )


class CorrectedSince(Refused):
    message = _(
        "The mark of this work was corrected after the review, so the review stands. If the mark "
        "is wrong, correct it once more."
    )


def review(
    *,
    submission: Submission,
    by: User,
    handed_in_at: dt.datetime | None,
    verdict: str,
    mark: Decimal | None,
    scores: Sequence[dict[str, Any]],
    feedback: str,
    client_id: UUID,
    pins: Sequence[dict[str, Any]] = (),
    voice_note: UUID | None = None,
    knows_draft: bool = True,
) -> Review:
    """Accept `submission` with a mark (0 to 100), or ask for a revision with words.

    `handed_in_at` tells which hand-in the page showed: taken back and handed in anew it has other
    photos, perhaps, and the same row. `pins` are what is said at places of its photos,
    `voice_note` is the recording that the page showed in the draft; a revision needs words beside
    it, for who cannot listen. Without `knows_draft` a review that was begun is in the way: the
    page has not shown it. What being late takes off is taken off here, once, and noted. Sent
    twice with one `client_id` it is one review.
    Raises RevisionNeedsWords, TakenBack, AlreadyReviewed, HandedInAnew, HeldByAnother, ReviewBegun,
    VoiceNoteChanged, SentDifferently, or SentAndGone where it was undone since.
    """
    if verdict == Verdict.REVISION and not feedback.strip() and not pins:
        raise RevisionNeedsWords
    feedback = feedback.strip()
    with transaction.atomic():
        enrollment, submission = locks.enrollment_and_submission(submission)
        act = acts.once(
            client_id,
            kind=ActKind.REVIEW,
            person=by,
            content=[submission.pk, verdict, mark, scores, feedback, list(pins), voice_note],
        )
        if act.is_repeated:
            given = _standing(act.earlier(Review))
            if given is None:
                raise acts.SentAndGone
            return given
        if submission.state == SubmissionState.DRAFT:
            raise TakenBack
        if submission.state != SubmissionState.SUBMITTED:
            raise AlreadyReviewed
        if submission.submitted_at != handed_in_at:
            raise HandedInAnew
        claims.refuse_if_held(submission=submission, by=by)
        # What an undone review has left as a draft nobody has typed since.
        if not knows_draft and draft_of(submission, by).written_by:
            raise ReviewBegun
        said = voice.said_in_draft(submission=submission, by=by, shown=voice_note)
        mark, lateness = _late(submission, mark)
        found = Review.objects.create(
            submission=submission,
            reviewer=by,
            verdict=verdict,
            mark=mark,
            scores=list(scores),
            lateness=lateness,
            feedback=feedback,
            pins=list(pins),
            voice=said,
            reviewed_at=timezone.now(),
        )
        states.move(submission, verdict, by=by)
        if said is not None:
            audit.record(CourseVerb.VOICE_NOTE_GIVEN, submission, by=by, voice=said.pk)
        if verdict == Verdict.ACCEPTED:
            counting.count(enrollment, submission, mark, by)
        tell_verdict(submission, found)
        drafts.forget_draft(submission=submission, by=by)
        claims.let_go(submission=submission, by=by)
        comments.count_said(found)
        return act.gives(found)


def _late(
    submission: Submission, mark: Decimal | None
) -> tuple[Decimal | None, dict[str, Any] | None]:
    """Return what is left of `mark`, and what is noted of what went."""
    if mark is None:
        return None, None
    left, rule = after_lateness(mark, rules_for(submission))
    if rule is None:
        return mark, None
    return left, {"days": rule.days, "percent": rule.taken, "before": str(mark)}


def tell_verdict(submission: Submission, found: Review) -> None:
    """Tell the participant what became of the work."""
    accepted = found.verdict == Verdict.ACCEPTED
    notify(
        submission.enrollment.user,
        ReviewNotice.ACCEPTED if accepted else ReviewNotice.REVISION_WANTED,
        key=notice_key(found),
        params={"title": submission.assignment.title},
        url=reverse(
            "courses:assignment",
            args=[submission.enrollment.batch.public_id, submission.assignment.activity_id],
        ),
    )


def notice_key(found: Review) -> str:
    """Return the key of the notice about a review."""
    return f"review-{found.pk}"


def undo_review(*, found: Review, by: User) -> Submission:
    """Take a verdict back; the hand-in waits for review again, and its notice goes.

    What was said is a draft again, in the words that stand now. Undone twice it is once. Raises
    UndoTooLate, WordedByAnother, ReviewedAnew, or CorrectedSince where somebody has set its mark
    right: that would be lost, and still stand in the history.
    """
    with transaction.atomic():
        enrollment, submission = locks.enrollment_and_submission(found.submission)
        valid = _standing(Review.objects.get(pk=found.pk))
        if valid is None:
            if submission.reviews.filter(undone_at=None).exists():
                raise ReviewedAnew
            return submission
        if valid.pk != found.pk and valid.reviewer_id != by.pk:
            raise WordedByAnother
        found = valid
        later = Submission.objects.filter(
            enrollment_id=submission.enrollment_id,
            assignment_id=submission.assignment_id,
            number__gt=submission.number,
        )
        if timezone.now() - found.reviewed_at > UNDO_WINDOW or later.exists():
            raise UndoTooLate
        corrected = counting.correction_of(submission)
        if corrected is not None and corrected.corrected_at > found.reviewed_at:
            raise CorrectedSince
        found.undone_at = timezone.now()
        found.save(update_fields=["undone_at"])
        states.move(submission, SubmissionState.SUBMITTED, by=by)
        if found.verdict == Verdict.ACCEPTED:
            counting.uncount(enrollment, submission, by)
        Notice.objects.filter(user=enrollment.user, key=notice_key(found)).delete()
        drafts.draft_from(found=found)
    return submission


def _standing(found: Review) -> Review | None:
    """Return the review that stands of the verdict `found`, in other words perhaps, or None.

    Whose words were put right has the time of its verdict still.
    """
    valid = Review.objects.filter(submission=found.submission_id, undone_at=None)
    return valid.filter(reviewed_at=found.reviewed_at).first()


def correct_feedback(
    *, found: Review, by: User, feedback: str, shown: str, is_silenced: bool = False
) -> Review:
    """Put other words in the place of those of a review, also when a later hand-in exists.

    Verdict, mark and points stay, and the voice note unless `is_silenced`. What was said before
    stays in the record, as that of an undone review does, and the participant is told. The
    verdict keeps its time, so that other words open no new way to take it back. `shown`: the
    words that the page showed. Sent twice it is once. Raises RevisionNeedsWords or
    FeedbackChanged.
    """
    feedback = feedback.strip()
    with transaction.atomic():
        enrollment, submission = locks.enrollment_and_submission(found.submission)
        valid = submission.reviews.filter(undone_at__isnull=True).first()
        if valid is None or valid.feedback not in {shown, feedback}:
            raise FeedbackChanged
        is_silenced = is_silenced and valid.voice_id is not None
        if valid.feedback == feedback and not is_silenced:
            return valid
        if not feedback and not valid.pins and valid.verdict == Verdict.REVISION:
            raise RevisionNeedsWords
        Review.objects.filter(pk=valid.pk).update(undone_at=timezone.now())
        corrected = Review.objects.create(
            submission=submission,
            reviewer=by,
            verdict=valid.verdict,
            mark=valid.mark,
            scores=valid.scores,
            lateness=valid.lateness,
            pins=valid.pins,
            feedback=feedback,
            voice=None if is_silenced else valid.voice,
            reviewed_at=valid.reviewed_at,
        )
        if is_silenced:
            taken = valid.voice_id
            audit.record(CourseVerb.VOICE_NOTE_TAKEN_AWAY, submission, by=by, voice=taken)
        # One piece of news for one verdict, and gone with it if it is undone.
        Notice.objects.filter(user=enrollment.user, key=notice_key(valid)).delete()
        tell_verdict(submission, corrected)
    return corrected
