"""What helps those who answer: one notice a day of what waits."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from academy.notify.actions import notify
from academy.notify.models import Notice
from academy.people.models import Role, User
from cms.models import CourseTrainer
from courses.asking.actions.posts import DAY
from courses.models import Post
from courses.models.notices import PostNotice

# Nobody reads it earlier.
TELL_FROM_HOUR = 6


def tell_of_waiting() -> int:
    """Tell each trainer once a day how many questions wait, if some are new; return how many."""
    now = timezone.localtime()
    if now.hour < TELL_FROM_HOUR:
        return 0
    waiting = Post.objects.questions().shown().filter(answered_at=None)
    # Read at once: one that is answered between two readings would be new in a course of none.
    by_course = (
        waiting.order_by()
        .values("course")
        .annotate(count=Count("pk"), new=Count("pk", filter=Q(posted_at__gt=now - DAY)))
    )
    counts: dict[Any, int] = {row["course"]: row["count"] for row in by_course if row["new"]}
    teaching: dict[int, int] = {}
    for user_id, course_id in CourseTrainer.objects.filter(
        course__in=list(counts), user__is_active=True, user__role_grants__role=Role.TRAINER
    ).values_list("user", "course"):
        teaching[user_id] = teaching.get(user_id, 0) + counts[course_id]
    key = f"questions-{now:%Y-%m-%d}"
    for user in User.objects.filter(pk__in=teaching).order_by("pk"):
        Notice.objects.filter(user=user, kind=PostNotice.WAITING).exclude(key=key).unread().update(
            read_at=now
        )
        notify(
            user,
            PostNotice.WAITING,
            key=key,
            params={"count": teaching[user.pk]},
            url=reverse("courses:questions_desk"),
        )
    return len(teaching)
