"""Whose marks one sees as a worker."""

from collections.abc import Collection

from django.db.models import QuerySet

from academy.people.models import User
from cms.models import CoursePage
from courses.models import Batch


def taught_by(user: User) -> QuerySet[CoursePage]:
    """Return the courses that `user` teaches."""
    taught: QuerySet[CoursePage] = CoursePage.objects.filter(course_trainers__user=user)
    return taught if user.is_trainer else taught.none()


def batches_taught_by(user: User) -> QuerySet[Batch]:
    """Return the batches that teach a course of `user`, a trainer; the newest first."""
    found = Batch.objects.filter(batch_courses__course__in=taught_by(user))
    return found.distinct().order_by("-starts_on", "-number")


def may_see(courses: Collection[int] | None, course_id: int | None) -> bool:
    """Whether what is seen is of all `courses` (None) or of these."""
    return courses is None or course_id in courses
