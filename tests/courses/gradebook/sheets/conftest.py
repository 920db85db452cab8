"""Two people with marks."""

import pytest

from courses.completion import actions as completion
from courses.models import CompletionRule
from tests.courses.world import world
from tests.factories.courses import CompletionFactory, MarkFactory


@pytest.fixture
def here(client):
    """Two people with a mark for the quiz; only the first has work accepted."""
    made = world(2)
    CompletionRule.objects.create(
        batch=made.batch, minimum_mark=50, all_activities=False, final_assignment_accepted=False
    )
    made.quiz, made.work = made.tree.quizzes[0], made.tree.assignments[0]
    for seat, name, user in zip(
        made.seats, ("+Ali", "=Badriyah"), ("ali", "badriyah"), strict=True
    ):
        seat.user.full_name, seat.user.username = name, user
        seat.user.save()
        CompletionFactory(enrollment=seat, activity=made.quiz)
        MarkFactory(enrollment=seat, activity=made.quiz, value=60)
    CompletionFactory(enrollment=made.seats[0], activity=made.work)
    MarkFactory(enrollment=made.seats[0], activity=made.work, value=80)
    for seat in made.seats:
        completion.refresh(seat)
    client.force_login(made.coordinator)
    client.cookies["django_language"] = "en"
    return made
