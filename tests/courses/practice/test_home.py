"""One tap from home, for nothing more than the home costs anyway."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Enrollment
from courses.practice import queries
from tests.courses.practice.learners import learner, passed, practise
from tests.courses.seats import seat
from tests.factories.courses import days

pytestmark = pytest.mark.django_db


def card(client, enrollment) -> str:
    """Return what the home says of practice; "" for nothing."""
    client.force_login(enrollment.user)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("courses:learn_home")).content.decode()
    return page.partition('class="practice-card')[2].partition("</a>")[0]


def test_before_anything_is_passed_the_home_says_nothing_of_practice(client):
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    assert card(client, enrollment) == ""
    passed(enrollment, tree.quizzes[0])
    assert "Five questions" in card(client, enrollment)
    assert reverse("courses:practice") in card(client, enrollment)


def test_when_nothing_waits_the_home_says_from_when_on(client):
    enrollment, _tree = learner()
    practise(enrollment.user)
    assert "is-waiting" in card(client, enrollment)
    practise(enrollment.user)
    assert "Done. Next:" in card(client, enrollment)
    assert "is-waiting" not in card(client, enrollment)


def test_what_was_just_passed_waits_from_tomorrow_on():
    enrollment, tree = seat(modules=2, lessons=1, assignment=False)
    passed(enrollment, tree.quizzes[0])
    practise(enrollment.user)
    practise(enrollment.user)
    tomorrow = timezone.localdate() + days(1)
    assert Enrollment.objects.get().practice_on > tomorrow
    passed(Enrollment.objects.get(), tree.quizzes[1])
    assert Enrollment.objects.get().practice_on == tomorrow


def test_what_is_stored_is_what_is_computed():
    enrollment, _tree = learner(modules=3)
    for is_right in (True, False, True, True, False):
        practise(enrollment.user, is_right=is_right)
        stored = Enrollment.objects.get().practice_on
        assert stored == queries.practice_of(enrollment.user).next_on
    assert stored == timezone.localdate() + days(1)
