"""A course and those who write it: their group, their pages, their pictures."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection

from academy.core import audit
from academy.people.models import User
from cms.actions.permissions import give_collection, give_pages, open_admin
from cms.models import CoursePage, CourseTrainer
from cms.models.verbs import ContentVerb

WRITING = ("add", "change")


def open_course(
    *,
    course: CoursePage,
    by: User | None,
    trainers: Iterable[User] = (),
    may_publish: bool = True,
) -> CoursePage:
    """Give `course` its group, its collection and the permissions of its trainers.

    With `may_publish=False` the trainers hand their pages in, and editors publish them
    (the workflow of the catalogue). Called again it only adds what is missing.
    """
    with transaction.atomic():
        course = CoursePage.objects.select_for_update(of=("self",), no_key=True).get(pk=course.pk)
        if course.trainer_group is None:
            # A course that was deleted, and is brought again, begins with nobody.
            group, _is_new = Group.objects.get_or_create(name=f"course {course.course_id}")
            group.user_set.clear()
            course.trainer_group = group
        if course.collection is None:
            root = Collection.get_first_root_node()
            course.collection = root.add_child(instance=Collection(name=course.title[:200]))
        CoursePage.objects.filter(pk=course.pk).update(
            trainer_group=course.trainer_group, collection=course.collection
        )
        open_admin(course.trainer_group)
        give_pages(course.trainer_group, course, (*WRITING, "publish") if may_publish else WRITING)
        give_collection(course.trainer_group, course.collection)
        audit.record(ContentVerb.COURSE_OPENED, course, by=by, may_publish=may_publish)
        for trainer in trainers:
            assign_trainer(course=course, user=trainer, by=by)
    return course


def assign_trainer(*, course: CoursePage, user: User, by: User | None) -> CourseTrainer:
    """Let `user` write and review `course`; assigned twice it is one assignment.

    A course that was never opened is opened. Which role the person has is not touched.
    """
    with transaction.atomic():
        group = course.trainer_group or open_course(course=course, by=by).trainer_group
        row, is_new = CourseTrainer.objects.get_or_create(course=course, user=user)
        if group is not None:
            user.groups.add(group)
        if is_new:
            audit.record(ContentVerb.TRAINER_ASSIGNED, course, by=by, user=user.pk)
    return row


def remove_trainer(*, course: CoursePage, user: User, by: User | None) -> None:
    """Take `course` from `user`. What the person wrote and reviewed stays."""
    with transaction.atomic():
        removed, _rows = CourseTrainer.objects.filter(course=course, user=user).delete()
        if course.trainer_group is not None:
            user.groups.remove(course.trainer_group)
        if removed:
            audit.record(ContentVerb.TRAINER_REMOVED, course, by=by, user=user.pk)
