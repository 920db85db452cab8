"""What practice asks of the database, with a warm cache."""

import uuid

import pytest
from django.urls import reverse

from courses.models import Enrollment
from tests.courses.practice.learners import Phone, learner, passed, practise
from tests.courses.seats import seat
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3])
def busy(request):
    """Somebody with so many seats, modules in each, and questions practised."""
    enrollment, _tree = learner(modules=request.param)
    for _number in range(1, request.param):
        other, tree = seat(modules=request.param, lessons=1, assignment=False)
        Enrollment.objects.filter(pk=other.pk).update(user=enrollment.user)
        for quiz in tree.quizzes:
            passed(Enrollment.objects.get(pk=other.pk), quiz)
    for _number in range(request.param):
        practise(enrollment.user)
    return enrollment.user


def test_a_question_and_its_answer_cost_the_same_with_one_thing_and_with_three(
    client, busy, django_assert_num_queries
):
    phone = Phone(client, busy)
    phone.open()
    with django_assert_num_queries(12):
        phone.open()
    given = {"unknown": "1"}
    with django_assert_num_queries(30):
        client.post(phone.address, phone.form | given)
    address = reverse("courses:practice_result", args=[phone.question_id])
    with django_assert_num_queries(11):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_forgotten_questions_costs_the_same_with_one_and_with_three(
    client, count, django_assert_num_queries
):
    _enrollment, tree = learner(modules=2)
    for _number in range(count):
        seat_of = EnrollmentFactory(batch=_enrollment.batch)
        for quiz in tree.quizzes:
            passed(seat_of, quiz)
        for _question in range(count):
            practise(seat_of.user, client_id=uuid.uuid4())
    client.force_login(UserFactory(program_manager=True))
    address = reverse("courses:forgotten")
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
