"""What people were told in the academy about all this."""

from datetime import datetime

from django.urls import reverse

from academy.demo.load.base import Clock, create, set_times, stable_id, sure
from academy.notify.models import Notice
from courses.admission.queries import links
from courses.models import Application, ApplicationState, Review, Verdict
from courses.models.notices import ApplicationNotice, ReviewNotice

KINDS = {
    ApplicationState.ACCEPTED: ApplicationNotice.ACCEPTED,
    ApplicationState.RESERVE: ApplicationNotice.RESERVE,
    ApplicationState.DECLINED: ApplicationNotice.DECLINED,
}
READ_AFTER_DAYS = 6


type Told = tuple[Notice, datetime]


def load_notices(clock: Clock, applications: list[Application]) -> None:
    """Notices of decisions and reviews; older ones have been read."""
    told = [_of_decision(one) for one in applications if one.state in KINDS]
    reviews = Review.objects.select_related(
        "submission__enrollment__user", "submission__enrollment__batch", "submission__assignment"
    )
    told += [_of_review(review) for review in reviews]
    for notice, at in told:
        if at < clock.at(-READ_AFTER_DAYS):
            notice.read_at = at
    create(notice for notice, _ in told)
    set_times(Notice, "created_at", [(at, notice.pk) for notice, at in told])


def _of_decision(application: Application) -> Told:
    notice = Notice(
        public_id=stable_id("notice", application.public_id, application.state),
        user=application.user,
        kind=KINDS[ApplicationState(application.state)],
        key=f"application:{application.pk}:{application.state}",
        params=links.notice_params(
            application, reason=application.reason, position=application.reserve_position
        ),
        url=links.status_path(application),
    )
    return notice, sure(application.decided_at)


def _of_review(review: Review) -> Told:
    submission = review.submission
    accepted = review.verdict == Verdict.ACCEPTED
    address = [submission.enrollment.batch.public_id, submission.assignment.activity_id]
    notice = Notice(
        public_id=stable_id("notice", submission.public_id, review.verdict),
        user=submission.enrollment.user,
        kind=ReviewNotice.ACCEPTED if accepted else ReviewNotice.REVISION_WANTED,
        key=f"review-{review.pk}",
        params={"title": submission.assignment.title},
        url=reverse("courses:assignment", args=address),
    )
    return notice, review.reviewed_at
