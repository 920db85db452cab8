"""Somebody publishes while somebody else is still reading."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from cms.lessons import bodies
from cms.models import CoursePage, LessonPage
from cms.outline import outlines
from cms.queries.catalogue import course_cards
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.every_database

WAIT_SECONDS = 20


def while_reading(read: Callable[[], object], change: Callable[[], object]) -> None:
    """Run `read` in another thread; once its last query has its answer, `change` happens.

    What `read` goes on with is then older than what stands in the database.
    """
    answered, changed = threading.Event(), threading.Event()

    def pause(execute, sql, params, many, context):
        rows = execute(sql, params, many, context)
        if "cms_" in sql:
            answered.set()
            assert changed.wait(WAIT_SECONDS)
        return rows

    def run():
        try:
            with connection.execute_wrapper(pause):
                read()
        finally:
            answered.set()
            connection.close()

    reader = threading.Thread(target=run)
    reader.start()
    assert answered.wait(WAIT_SECONDS)
    change()
    changed.set()
    reader.join(WAIT_SECONDS)
    assert not reader.is_alive()


def publish_again(lesson: LessonPage, **changes) -> None:
    page = LessonPage.objects.get(pk=lesson.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.mark.django_db(transaction=True)
def test_a_lesson_published_while_the_outline_is_read_shows_at_once():
    tree = course_tree(modules=1, lessons=1, quiz=False, assignment=False)
    tree.lessons[0].unpublish()
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)

    while_reading(lambda: outlines([tree.course.pk]), lambda: lesson.save_revision().publish())

    shown = outlines([tree.course.pk])[tree.course.pk]
    assert [activity.title for activity in shown.activities] == [lesson.title]


@pytest.mark.django_db(transaction=True)
def test_a_lesson_corrected_while_somebody_opens_it_reads_right_at_once():
    lesson = course_tree(modules=1, lessons=1, quiz=False, assignment=False).lessons[0]

    while_reading(
        lambda: bodies.rendered_lesson(lesson.pk),
        lambda: publish_again(lesson, body=[("text", "<p>Sudah dibetulkan</p>")]),
    )

    assert "Sudah dibetulkan" in str(bodies.rendered_lesson(lesson.pk).parts)


@pytest.mark.django_db(transaction=True)
def test_a_course_withdrawn_while_the_catalogue_is_read_leaves_it_at_once():
    course = course_tree(modules=1, lessons=1).course
    assert [card.title for card in course_cards()] == [course.title]
    course.save_revision().publish()

    while_reading(course_cards, lambda: CoursePage.objects.get(pk=course.pk).unpublish())

    assert course_cards() == []
