"""What is kept of pages follows them, whoever changes them."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from academy.web import kept
from cms.lessons import bodies
from cms.models import LessonPage
from cms.outline import outlines
from tests.cms.people import editor, signed_in
from tests.factories.course_tree import course_tree
from tests.factories.files import photo

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def titles(tree) -> list[str]:
    return [activity.title for activity in outlines([tree.course.pk])[tree.course.pk].activities]


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """Return what does the work after the commit, as outside of tests."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def tree():
    tree = course_tree(modules=2, lessons=2, quiz=False, assignment=False)
    bodies.rendered(tree.lessons[0])
    assert titles(tree) == ["Materi 1.1", "Materi 1.2", "Materi 2.1", "Materi 2.2"]
    return tree


def test_an_unpublished_lesson_leaves_the_outline(tree, committing):
    with committing():
        tree.lessons[0].unpublish()
    assert titles(tree) == ["Materi 1.2", "Materi 2.1", "Materi 2.2"]


def test_a_published_change_is_read_at_once(tree, committing):
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
    assert "Cahaya datang" in bodies.rendered(lesson)
    lesson.title, lesson.body = "Lain", [("text", "<p>Baru</p>")]
    with committing():
        lesson.save_revision().publish()
    assert titles(tree)[0] == "Lain"
    assert "Baru" in bodies.rendered(lesson)


def test_a_draft_changes_nothing_for_readers(tree, committing):
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
    lesson.title = "Lain"
    with committing():
        lesson.save_revision()
    assert titles(tree)[0] == "Materi 1.1"


def test_a_moved_lesson_stands_where_it_was_put(tree, committing):
    with committing():
        tree.lessons[0].move(tree.modules[1], pos="last-child")
    assert titles(tree) == ["Materi 1.2", "Materi 2.1", "Materi 2.2", "Materi 1.1"]


def test_a_lesson_deleted_in_the_admin_leaves_the_outline(tree, committing):
    address = reverse("wagtailadmin_pages:delete", args=[tree.lessons[0].pk])
    with committing():
        signed_in(editor()).post(address)
    assert titles(tree) == ["Materi 1.2", "Materi 2.1", "Materi 2.2"]


def test_lessons_deleted_in_bulk_leave_the_outline(tree, committing):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    chosen = "&".join(f"id={lesson.pk}" for lesson in tree.lessons[:2])
    with committing():
        signed_in(editor()).post(f"{address}?{chosen}")
    assert titles(tree) == ["Materi 2.1", "Materi 2.2"]


def test_a_lesson_that_was_scheduled_appears_when_its_hour_has_come(tree, committing):
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
    with committing():
        lesson.unpublish()
    assert titles(tree)[0] == "Materi 1.2"
    lesson.go_live_at = timezone.now() + dt.timedelta(milliseconds=1)
    revision = lesson.save_revision(approved_go_live_at=lesson.go_live_at)
    assert revision.approved_go_live_at is not None
    with committing():
        call_command("publish_scheduled", verbosity=0)
    assert titles(tree)[0] == "Materi 1.1"


def test_a_picture_that_was_exchanged_or_deleted_is_shown_by_nobody_any_more(committing):
    picture = photo()
    for change in (picture.save, picture.delete):
        kept_as = kept.generation()
        with committing():
            change()
        assert kept.generation() != kept_as
