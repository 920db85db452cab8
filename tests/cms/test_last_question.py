"""The last question of a published quiz is not taken away from under those who must do it."""

import pytest
from django.urls import reverse

from cms.models import Question, QuizDraw, QuizQuestion
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A course with one quiz that asks nothing yet."""
    found = course_tree(modules=1, lessons=0, assignment=False)
    QuizQuestion.objects.all().delete()
    Question.objects.update(live=False)
    return found


def question(tree, **values) -> Question:
    return QuestionFactory(course=tree.course, **values)


def unpublished(tree, asked: Question) -> bool:
    """Press Unpublish as the trainer of the course; say whether it was done."""
    client = signed_in(trainer_of(tree.course))
    address = reverse("wagtailsnippets_cms_question:unpublish", args=[asked.pk])
    answer = client.post(address, follow=True)
    live = Question.objects.get(pk=asked.pk).live
    assert (tree.quizzes[0].title in " ".join(map(str, answer.context["messages"]))) is live
    return not live


def test_the_only_chosen_one_stays_until_there_is_another(tree):
    first, second = question(tree), question(tree, live=False)
    for asked in (first, second):
        QuizQuestion.objects.create(page=tree.quizzes[0], question=asked)
    assert not unpublished(tree, first)
    Question.objects.filter(pk=second.pk).update(live=True)
    assert unpublished(tree, first)


def test_the_only_one_that_can_be_drawn_stays(tree):
    drawn, second, other = question(tree), question(tree), question(tree)
    for one in (drawn, second):
        one.tags.add("Cahaya")
        one.save()
    QuizDraw.objects.create(page=tree.quizzes[0], tag="cahaya", count=2)
    assert unpublished(tree, other)
    assert unpublished(tree, second)
    assert not unpublished(tree, drawn)


def test_of_a_quiz_that_nobody_sees_every_question_goes(tree):
    asked = question(tree)
    QuizQuestion.objects.create(page=tree.quizzes[0], question=asked)
    tree.quizzes[0].unpublish()
    assert unpublished(tree, asked)
