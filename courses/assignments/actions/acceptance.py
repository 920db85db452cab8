"""An acceptance that was found wrong, however long ago: taken back with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import states
from academy.core.errors import Refused
from academy.notify.models import Notice
from academy.people.models import User
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.assignments.actions import counting
from courses.assignments.actions.reviews import notice_key, tell_verdict
from courses.models import Review, Submission, SubmissionState, Verdict


class NotAccepted(Refused):
    message = _("This work is not accepted any more. Look at what was said last.")


def take_back(*, submission: Submission, by: User, reason: str) -> Review:
    """Ask for accepted work again; the participant reads `reason` as the words of a review.

    It is done no more, and its mark goes unless somebody has set it right: who has passed by it
    has not any more. What was said at the acceptance stays in the record. Sent twice it is once.
    Raises WhyMissing or NotAccepted.
    """
    reason = reason_of(reason)
    with transaction.atomic():
        enrollment, submission = locks.enrollment_and_submission(submission)
        valid = submission.reviews.filter(undone_at=None).first()
        if valid and (valid.verdict, valid.feedback) == (Verdict.REVISION, reason):
            return valid
        if valid is None or submission.state != SubmissionState.ACCEPTED:
            raise NotAccepted
        now = timezone.now()
        Review.objects.filter(pk=valid.pk).update(undone_at=now)
        found = Review.objects.create(
            submission=submission,
            reviewer=by,
            verdict=Verdict.REVISION,
            feedback=reason,
            reviewed_at=now,
        )
        states.move(submission, SubmissionState.REVISION, by=by)
        counting.uncount(enrollment, submission, by)
        Notice.objects.filter(user=enrollment.user, key=notice_key(valid)).delete()
        tell_verdict(submission, found)
    return found
