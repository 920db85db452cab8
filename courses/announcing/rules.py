"""Who changes an announcement, asked after `visible_to` has found it."""

import rules

from academy.people.models import User
from courses.enrollment.rules import runs_batch
from courses.models import Announcement


@rules.predicate
def wrote(user: User, announcement: Announcement) -> bool:
    return announcement.author_id == user.pk


@rules.predicate
def is_draft(_user: User, announcement: Announcement) -> bool:
    return announcement.is_draft


@rules.predicate
def runs_its_batch(user: User, announcement: Announcement) -> bool:
    """Runs the batch that it is said to; of all batches of a course, a program manager."""
    if announcement.batch is None:
        return user.is_program_manager
    return bool(runs_batch(user, announcement.batch))


@rules.predicate
def teaches_its_course(user: User, announcement: Announcement) -> bool:
    """Teaches the course that it is said to today, and its batch teaches it, where it has one."""
    course = announcement.course
    if course is None or not user.is_trainer:
        return False
    batch = announcement.batch
    if batch is not None and not batch.batch_courses.filter(course=course.pk).exists():
        return False
    return bool(course.course_trainers.filter(user=user.pk).exists())


# Who has written it for a batch that is run by others now says no more there.
may_change = runs_its_batch | wrote & teaches_its_course
rules.add_perm("courses.change_announcement", may_change)
# But the own draft of then is thrown away by nobody else.
rules.add_perm("courses.remove_announcement", may_change | wrote & is_draft)
