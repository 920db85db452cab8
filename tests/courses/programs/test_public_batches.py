"""What everybody reads of batches."""

import pytest
from django.utils import timezone

from courses.enrollment.queries.batches import Phase, facts, public_batches, with_counts
from courses.models import Batch
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
    CompletionRuleFactory,
    EnrollmentFactory,
    days,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "phase"),
    [
        ({}, Phase.OPEN),
        ({"seats": 1}, Phase.FULL),
        ({"applications_open_at": timezone.now() + days(1)}, Phase.UPCOMING),
        ({"applications_close_at": timezone.now() - days(1)}, Phase.SELECTION),
        (
            {
                "applications_close_at": timezone.now() - days(1),
                "starts_on": timezone.localdate() - days(1),
            },
            Phase.RUNNING,
        ),
        (
            {
                "starts_on": timezone.localdate() - days(9),
                "ends_on": timezone.localdate() - days(1),
            },
            Phase.PAST,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Phase) else "",
)
def test_a_batch_says_where_it_stands(changes, phase):
    batch = BatchFactory(selecting=True, **changes)
    EnrollmentFactory(batch=batch)

    found = facts(with_counts(Batch.objects.all()).get(pk=batch.pk))

    assert (found.phase, found.seats_left) == (phase, batch.seats - 1)


def test_what_one_can_join_stands_first():
    past = BatchFactory(
        starts_on=timezone.localdate() - days(90), ends_on=timezone.localdate() - days(30)
    )
    running = BatchFactory()
    open_one = BatchFactory(selecting=True)
    BatchFactory(selecting=True, is_published=False)

    assert [row.batch for row in public_batches()] == [open_one, running, past]


def test_the_public_pages_cost_the_same_for_one_and_for_three(
    client, course, django_assert_num_queries
):
    batch = BatchFactory(selecting=True, courses=[course.course])
    client.get("/angkatan/")
    client.get(f"/angkatan/{batch.public_id}/")
    with django_assert_num_queries(1):
        client.get("/angkatan/")
    with django_assert_num_queries(2):
        client.get(f"/angkatan/{batch.public_id}/")
    for _ in range(2):
        ApplicationFactory(batch=BatchFactory(selecting=True))
        ApplicationFactory(batch=batch)
    with django_assert_num_queries(1):
        client.get("/angkatan/")
    with django_assert_num_queries(2):
        client.get(f"/angkatan/{batch.public_id}/")


def test_the_page_of_a_batch_says_its_rule_in_words(client):
    rule = CompletionRuleFactory(batch=BatchFactory(selecting=True))
    client.cookies["django_language"] = "en"

    page = client.get(f"/angkatan/{rule.batch.public_id}/").text

    for sentence in (
        "All required activities are done",
        "Mean mark at least 70",
        "Attendance at least 75 %",
        "Final assignments are accepted",
    ):
        assert sentence in page
