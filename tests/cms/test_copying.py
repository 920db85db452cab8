"""Copies of pages: each is known by a name of its own."""

import pytest
from django.urls import reverse

from cms.models import CoursePage, LessonPage, QuizPage
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import course_tree

pytestmark = pytest.mark.django_db


def copy(client, page, **more):
    form = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | more)


def test_a_copied_lesson_or_quiz_is_an_activity_of_its_own_also_when_published_again():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    for page in (tree.lessons[0], tree.quizzes[0]):
        page.save_revision().publish()
        assert copy(client, page, new_slug=f"salinan-{page.pk}").status_code == 302
    for model, original in ((LessonPage, tree.lessons[0]), (QuizPage, tree.quizzes[0])):
        made = model.objects.get(slug=f"salinan-{original.pk}")
        assert made.live
        own = made.activity_id
        assert own != original.activity_id
        made.get_latest_revision().publish()
        assert model.objects.get(pk=made.pk).activity_id == own


def test_a_copied_course_has_its_own_group_and_collection():
    tree = course_tree(modules=1, lessons=1)
    trainer_of(tree.course)
    answer = copy(signed_in(editor()), tree.course, copy_subpages="on")
    assert answer.status_code == 302
    tree.course.refresh_from_db()
    made = CoursePage.objects.get(slug="salinan")
    assert made.course_id != tree.course.course_id
    assert made.trainer_group != tree.course.trainer_group
    assert made.collection != tree.course.collection
    assert LessonPage.objects.descendant_of(made).count() == 1


def test_an_old_draft_of_a_course_does_not_take_its_group_away():
    tree = course_tree(modules=1, lessons=1)
    draft = tree.course.save_revision()
    trainer_of(tree.course)
    draft.publish()
    tree.course.refresh_from_db()
    assert tree.course.trainer_group is not None


def test_an_alias_is_refused():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    copy(client, tree.lessons[0], alias="on")
    assert LessonPage.objects.count() == 1
