"""What people were told in the academy about all this."""

from django.urls import reverse

from academy.demo.load.base import Clock, create, set_times, stable_id
from academy.notify.models import Notice, NoticeKind
from courses.queries import links
from courses.models import Application, ApplicationState, Review, Verdict

KINDS = {
    ApplicationState.ACCEPTED: NoticeKind.APPLICATION_ACCEPTED,
    ApplicationState.RESERVE: NoticeKind.APPLICATION_RESERVE,
    ApplicationState.DECLINED: NoticeKind.APPLICATION_DECLINED,
}
READ_AFTER_DAYS = 6


def load_notices(clock: Clock, applications: list[Application]) -> None:
    """Notices of decisions and reviews; older ones have been read."""
    rows = []
    for application in applications:
        if application.state in KINDS:
            rows.append(
                (
                    Notice(
                        user=application.user,
                        kind=KINDS[application.state],
                        key=f"application:{application.pk}:{application.state}",
                        params=links.notice_params(
                            application,
                            reason=application.reason,
                            position=application.reserve_position,
                        ),
                        url=links.status_path(application),
                    ),
                    application.decided_at,
                )
            )
    reviews = Review.objects.select_related(
        "submission__enrollment__user", "submission__enrollment__batch", "submission__assignment"
    )
    for review in reviews:
        submission = review.submission
        accepted = review.verdict == Verdict.ACCEPTED
        rows.append(
            (
                Notice(
                    user=submission.enrollment.user,
                    kind=NoticeKind.SUBMISSION_ACCEPTED if accepted else NoticeKind.REVISION_WANTED,
                    key=f"review-{review.pk}",
                    params={"title": submission.assignment.title},
                    url=reverse(
                        "courses:assignment",
                        args=[submission.enrollment.batch.public_id, submission.assignment.activity_id],
                    ),
                ),
                review.reviewed_at,
            )
        )
    for notice, at in rows:
        notice.public_id = stable_id("notice", notice.user.username, notice.kind, at.date() - clock.date)
        if at < clock.at(-READ_AFTER_DAYS):
            notice.read_at = at
    create(notice for notice, _ in rows)
    set_times(Notice, "created_at", [(at, notice.pk) for notice, at in rows])
