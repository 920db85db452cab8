"""Whoever answers wrongly is led to the lesson in which the answer stands."""

import uuid

import pytest
from django.urls import reverse

from cms.models import Question
from courses.quizzes.actions import start_attempt
from tests.courses.quizzes.test_quiz_page import handed_in
from tests.courses.seats import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def taught(client):
    """A seat and a course whose first question stands in the second lesson."""
    enrollment, tree = seat(modules=1, lessons=2, assignment=False)
    question = tree.quizzes[0].quiz_questions.first().question
    Question.objects.filter(pk=question.pk).update(lesson=tree.lessons[1])
    client.force_login(enrollment.user)
    return enrollment, tree


def asked_again(page: str) -> list[bool]:
    """Say of each question on the page of a result whether a lesson is named beside it."""
    return ["Baca lagi:" in part for part in page.split("marked__question")[1:]]


def link_to(enrollment, lesson):
    ids = [enrollment.batch.public_id, lesson.activity_id]
    return f'href="{reverse("courses:lesson", args=ids)}"'


def test_a_wrong_answer_leads_to_the_lesson_of_its_question(client, taught):
    enrollment, tree = taught
    page = handed_in(client, enrollment, tree.quizzes[0], right=False)
    assert asked_again(page) == [True, False]
    first = page.split("marked__question")[1]
    assert link_to(enrollment, tree.lessons[1]) in first
    assert tree.lessons[1].title in first
    assert tree.lessons[0].title not in first


def test_a_right_answer_leads_nowhere(client, taught):
    enrollment, tree = taught
    assert asked_again(handed_in(client, enrollment, tree.quizzes[0], right=True)) == [False, False]


def test_it_leads_there_too_once_the_key_is_shown(client, taught):
    enrollment, tree = taught
    quiz = tree.quizzes[0]
    quiz.max_attempts = 1
    quiz.save_revision().publish()
    page = handed_in(client, enrollment, quiz, right=False)
    assert "choice--good" in page
    assert asked_again(page) == [True, False]


def test_where_right_and_wrong_are_hidden_the_lesson_tells_neither(client, taught):
    enrollment, tree = taught
    quiz = tree.quizzes[0]
    quiz.shows_right = quiz.shows_key = "never"
    quiz.save_revision().publish()
    pages = [handed_in(client, enrollment, quiz, right=right) for right in (True, False)]
    assert [asked_again(page) for page in pages] == [[True, False]] * 2


def test_a_lesson_that_cannot_be_read_now_is_not_named(client, taught):
    enrollment, tree = taught
    tree.lessons[1].unpublish()
    page = handed_in(client, enrollment, tree.quizzes[0], right=False)
    assert asked_again(page) == [False, False]


def test_an_open_attempt_does_not_say_where_its_answers_stand(client, taught):
    enrollment, tree = taught
    made = start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    ids = [enrollment.batch.public_id, tree.quizzes[0].activity_id, made.public_id]
    page = client.get(reverse("courses:attempt", args=ids)).text
    assert tree.lessons[1].title not in page
