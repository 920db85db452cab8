"""Who corrects a mark."""

from django.db.models import QuerySet

from academy.people.models import User
from cms.models import ActivityPage, CourseTrainer, Question
from cms.outline import COURSE_PATH
from cms.rules import bank_of
from courses.enrollment.rules import runs_batch
from courses.models import Enrollment


def may_correct(user: User, enrollment: Enrollment, activity: ActivityPage) -> bool:
    """Those who run the batch, and trainers of the course; nobody the own mark."""
    if enrollment.user_id == user.pk:
        return False
    return bool(runs_batch(user, enrollment.batch)) or teaches(user, activity)


def teaches(user: User, activity: ActivityPage) -> bool:
    """Whether `user` is a trainer of the course of `activity`."""
    of_course = CourseTrainer.objects.filter(user=user, course__path=activity.path[:COURSE_PATH])
    return user.is_trainer and of_course.exists()


def remarkable_by(user: User) -> QuerySet[Question]:
    """The published questions whose answers `user` may mark again: of the courses they teach."""
    found = bank_of(user).filter(live=True)
    return found if user.is_trainer or user.is_program_manager else found.none()
