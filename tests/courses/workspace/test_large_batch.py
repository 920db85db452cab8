"""A batch of a thousand costs as many questions as one of 250, on its page and in its marks."""

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.people.models import User
from courses.models import Completion, Enrollment
from tests.courses.world import world
from tests.factories.courses import (
    CompletionFactory,
    EnrollmentFactory,
    ModuleScheduleFactory,
    days,
)
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def large(count: int):
    """Return a batch of `count` people, each with two of three due activities done."""
    here = world()
    ModuleScheduleFactory(
        batch=here.batch, module=here.tree.modules[0], due_at=timezone.now() - days(1)
    )
    [first] = here.seats
    people = UserFactory.build_batch(count - 1, password=first.user.password)
    User.objects.bulk_create(people)
    seats = [
        EnrollmentFactory.build(
            batch=here.batch, program=here.batch.program, user=user, pesantren=first.pesantren
        )
        for user in people
    ]
    Enrollment.objects.bulk_create(seats)
    done = [*here.tree.lessons, *here.tree.quizzes]
    Completion.objects.bulk_create(
        CompletionFactory.build(enrollment=seat, activity=page.activitypage_ptr)
        for seat in seats
        for page in done
    )
    return here


@pytest.mark.parametrize("count", [250, 1000])
@pytest.mark.parametrize(
    ("name", "queries"), [("batch_overview", 14), ("gradebook", 14), ("batch_tasks", 14)]
)
def test_a_page_of_a_batch_asks_as_often_for_a_thousand_as_for_250(
    client, count, name, queries, django_assert_num_queries
):
    here = large(count)
    client.force_login(here.coordinator)
    address = reverse(f"courses:{name}", args=[here.batch.public_id])
    client.get(address)
    with django_assert_num_queries(queries):
        page = client.get(address)
    assert page.status_code == 200


@pytest.mark.parametrize("asked", ["behind=any", "behind=overdue&sort=behind", "sort=-progress"])
def test_whoever_is_filtered_and_sorted_for_among_a_thousand_costs_the_same(
    client, asked, django_assert_num_queries
):
    here = large(1000)
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    client.get(f"{address}?{asked}")
    with django_assert_num_queries(14):
        client.get(f"{address}?{asked}")
