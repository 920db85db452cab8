"""Trainers see what nobody remembers, in their own courses."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cms.models import CourseTrainer
from courses.models import PracticeCard
from tests.courses.practice.learners import learner, passed, practise
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    """A trainer of a course of whose two questions one is known and one forgotten by half."""
    enrollment, tree = learner()
    other = EnrollmentFactory(batch=enrollment.batch)
    passed(other, tree.quizzes[0])
    questions = [row.question for row in tree.quizzes[0].quiz_questions.order_by("sort_order")]
    for number, question in enumerate(questions):
        question.text = ("Yang terlupa?", "Yang diingat?")[number]
        question.save()
    for user, is_right in ((enrollment.user, False), (other.user, True)):
        practise(user, question_id=questions[0].question_id, is_right=is_right)
        practise(user, question_id=questions[1].question_id)
    user = UserFactory(trainer=True)
    CourseTrainer.objects.create(course=tree.course, user=user)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


def rows(client, query=""):
    page = client.get(reverse("courses:forgotten") + query)
    return [(row.text, row.people, row.answers, row.forgotten) for row in page.context["list"].page]


def test_the_most_forgotten_stands_on_top(client, trainer):
    assert rows(client) == [("Yang terlupa?", 2, 2, 50.0), ("Yang diingat?", 2, 2, 0.0)]


def test_one_wrong_answer_of_one_person_says_less_than_many_of_many(client, trainer):
    many, one = PracticeCard.objects.order_by("question_id", "pk")[::2]
    PracticeCard.objects.exclude(pk__in=[many.pk, one.pk]).delete()
    PracticeCard.objects.filter(pk=many.pk).update(answer_count=300, wrong_count=150)
    PracticeCard.objects.filter(pk=one.pk).update(answer_count=1, wrong_count=1)
    assert [row[2] for row in rows(client)] == [300, 1]


def test_the_list_is_searched_and_sorted(client, trainer):
    assert [row[0] for row in rows(client, "?q=diingat")] == ["Yang diingat?"]
    assert [row[0] for row in rows(client, "?sort=question")] == ["Yang diingat?", "Yang terlupa?"]


def test_the_list_goes_out_as_a_spreadsheet(client, trainer):
    answer = client.get(reverse("courses:forgotten") + "?format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        "Yang terlupa?", "Yang diingat?"
    ]  # fmt: skip


def test_other_courses_stay_closed(client, trainer):
    client.force_login(UserFactory(trainer=True))
    assert rows(client) == []
