"""Who works with which questions and media: trainers with those of their own courses."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from academy.people.models import User
from cms.models import (
    AcademyImage,
    AcademyMedia,
    CoursePage,
    LessonPage,
    ModulePage,
    Question,
    Rubric,
)


def edits_all(user: User) -> bool:
    """Say whether `user` works with the content of every course."""
    return user.is_superuser or user.is_editor or user.is_program_manager


def courses_of(user: User) -> QuerySet[CoursePage]:
    """Return the courses whose content `user` writes."""
    courses: QuerySet[CoursePage] = CoursePage.objects.all()
    if edits_all(user):
        return courses
    # Who lost the role may still stand in the list.
    if not user.is_trainer:
        return courses.none()
    return courses.filter(course_trainers__user=user)


def may_take_word(user: User, page: Page) -> bool:
    """Say whether `user` may bring a Word file to `page`: as a new lesson of a module, or as
    the content of a lesson."""
    permissions = page.permissions_for_user(user)
    if page.specific_class is ModulePage:
        return bool(permissions.can_add_subpage())
    return page.specific_class is LessonPage and bool(permissions.can_edit())


def pictures_of(user: User) -> QuerySet[AcademyImage]:
    """Return the pictures that `user` may choose or change."""
    policy = policy_registry.get_by_type(AcademyImage)
    found: QuerySet[AcademyImage]
    found = policy.instances_user_has_any_permission_for(user, ["change", "choose"])
    return found


def may_change_media(user: User, media: AcademyMedia) -> bool:
    """Say whether `user` works with a video or recording, as the one who writes its course."""
    policy = policy_registry.get_by_type(AcademyMedia)
    return bool(policy.user_has_permission_for_instance(user, "change", media))


def may_add_media(user: User) -> bool:
    """Say whether `user` may add videos and recordings to a collection."""
    policy = policy_registry.get_by_type(AcademyMedia)
    return bool(policy.user_has_permission(user, "add"))


class BankPolicy(ModelPermissionPolicy):
    """Questions by course: the model's permission opens the bank, the course its rows."""

    def instances_user_has_any_permission_for(self, user: User, actions: Any) -> QuerySet[Question]:
        found: QuerySet[Question]
        found = super().instances_user_has_any_permission_for(user, actions)
        return found.filter(course__in=courses_of(user))

    def user_has_permission_for_instance(self, user: User, action: Any, instance: Any) -> bool:
        return self.user_has_permission(user, action) and (
            instance.course_id is None or courses_of(user).filter(pk=instance.course_id).exists()
        )


class RubricPolicy(ModelPermissionPolicy):
    """Kept rubrics by course; those for all courses are changed by who writes all of them."""

    def instances_user_has_any_permission_for(self, user: User, actions: Any) -> QuerySet[Rubric]:
        found: QuerySet[Rubric]
        found = super().instances_user_has_any_permission_for(user, actions)
        return found.filter(pk__in=rubrics_changed_by(user).values("pk"))

    def user_has_permission_for_instance(self, user: User, action: Any, instance: Any) -> bool:
        return self.user_has_permission(user, action) and (
            instance.pk is None or rubrics_changed_by(user).filter(pk=instance.pk).exists()
        )


def rubrics_changed_by(user: User) -> QuerySet[Rubric]:
    """Return the kept rubrics that `user` may change."""
    found: QuerySet[Rubric] = Rubric.objects.all()
    return found if edits_all(user) else found.filter(course__in=courses_of(user))


def rubrics_of(user: User) -> QuerySet[Rubric]:
    """Return the kept rubrics that `user` may take: own courses', and those for all."""
    found: QuerySet[Rubric] = Rubric.objects.all()
    if edits_all(user):
        return found
    if not user.is_trainer:
        return found.none()
    return found.filter(Q(course=None) | Q(course__in=courses_of(user)))


def may_publish_questions(user: User) -> bool:
    """Say whether `user` publishes the questions that are `user`'s to change."""
    return bool(BankPolicy(Question).user_has_permission(user, "publish"))


def bank_of(user: User) -> QuerySet[Question]:
    """Return the questions that `user` may read, with their keys."""
    found: QuerySet[Question] = Question.objects.filter(course__in=courses_of(user))
    return found
