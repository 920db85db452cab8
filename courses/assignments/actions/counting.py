"""What accepted work comes to: done, and a mark."""

from decimal import Decimal

from django.utils import timezone

from academy.core import audit
from academy.people.models import User
from courses.completion import actions as completion
from courses.models import Completion, Enrollment, Mark, MarkCorrection, Submission
from courses.models.verbs import CourseVerb


def count(enrollment: Enrollment, submission: Submission, mark: Decimal | None, by: User) -> None:
    """Let accepted work count: done, and with its mark."""
    Completion.objects.get_or_create(
        enrollment=enrollment,
        activity_id=submission.assignment_id,
        defaults={"received_at": timezone.now()},
    )
    if mark is not None:
        mark = _keep_mark(enrollment, submission, mark, by)
    audit.record(
        CourseVerb.MARKED,
        enrollment,
        by=by,
        activity=submission.assignment_id,
        mark=None if mark is None else str(mark),
    )
    completion.refresh(enrollment)


def _keep_mark(enrollment: Enrollment, submission: Submission, mark: Decimal, by: User) -> Decimal:
    """Return the mark that counts now; where it was corrected, that one or a better verdict."""
    own = Mark.objects.filter(enrollment=enrollment, activity=submission.assignment_id)
    stored = own.first()
    if stored is not None and stored.value >= mark and correction_of(submission) is not None:
        return stored.value
    Mark.objects.update_or_create(
        enrollment=enrollment,
        activity_id=submission.assignment_id,
        defaults={"value": mark, "given_by": by, "given_at": timezone.now()},
    )
    return mark


def correction_of(submission: Submission) -> MarkCorrection | None:
    """Return by what somebody set the mark right last; None where that was taken back."""
    made = MarkCorrection.objects.of(submission.enrollment).standing()
    last = made.filter(activity=submission.assignment_id).first()
    return None if last is None or last.after is None else last


def uncount(enrollment: Enrollment, submission: Submission, by: User) -> None:
    """Let work whose acceptance is undone count no more; the mark is as it was before."""
    # What was never really accepted is no finished work, so the completion goes with it.
    own = {"enrollment": enrollment, "activity_id": submission.assignment_id}
    Completion.objects.filter(**own).delete()
    before = correction_of(submission)
    if before is None:
        Mark.objects.filter(**own).delete()
    else:
        # What somebody has set stood before the review.
        Mark.objects.filter(**own).update(
            value=before.after, given_by=before.corrected_by, given_at=before.corrected_at
        )
    audit.record(CourseVerb.UNMARKED, enrollment, by=by, activity=submission.assignment_id)
    completion.refresh(enrollment, is_correction=True)
