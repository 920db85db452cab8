"""The order of the queue goes along to the desk; what was reviewed is a list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Submission
from tests.courses.world import world
from tests.factories.reviewing import ReviewFactory

pytestmark = pytest.mark.django_db
REVIEWED_QUERIES = 11
NAMES = ("Budi", "Ahmad", "Citra")


@pytest.fixture
def here():
    """Three hand-ins: Budi's is the oldest, then Ahmad's, then Citra's."""
    made = world(3)
    for age, (name, seat, row) in enumerate(zip(NAMES, made.seats, made.submissions, strict=True)):
        seat.user.full_name = name
        seat.user.save()
        at = timezone.now() - timedelta(days=9 - age)
        Submission.objects.filter(pk=row.pk).update(submitted_at=at)
    return made


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Budi", "Ahmad", "Citra", "Budi"]),
        ("?sort=name", ["Ahmad", "Budi", "Citra", "Ahmad"]),
        ("?sort=-waiting", ["Citra", "Ahmad", "Budi", "Citra"]),
    ],
)
def test_next_follows_the_order_in_which_the_queue_was_sorted(client, here, sort, order):
    client.force_login(here.trainer)
    of = dict(zip(NAMES, here.submissions, strict=True))
    address = reverse("courses:review_desk", args=[of[order[0]].public_id]) + sort
    seen = [order[0]]
    while len(seen) < len(order):
        following = client.get(address).context["following"]
        seen.append(following.enrollment.user.full_name)
        address = reverse("courses:review_desk", args=[following.public_id]) + sort
    assert seen == order


def test_after_a_verdict_comes_the_one_that_stood_below_it(client, here):
    client.force_login(here.trainer)
    of = dict(zip(NAMES, here.submissions, strict=True))
    address = reverse("courses:review_desk", args=[of["Budi"].public_id]) + "?sort=name"
    form = client.get(address).context["form"]
    sent = {
        "client_id": str(form["client_id"].value()),
        "handed_in_at": Submission.objects.get(pk=of["Budi"].pk).submitted_at.isoformat(),
        "verdict": "revision",
        "feedback": "Ulangi",
    }
    answer = client.post(address, sent)
    assert answer.url == (
        reverse("courses:review_desk", args=[of["Citra"].public_id]) + "?sort=name"
    )


def test_who_looks_for_a_review_finds_it_by_name_assignment_and_verdict(client, here):
    for row, verdict in zip(here.submissions, ("accepted", "revision", "accepted"), strict=True):
        ReviewFactory(submission=row, reviewer=here.trainer, verdict=verdict, feedback="Baik")
    client.force_login(here.trainer)
    address = reverse("courses:reviewed")

    def names(**asked):
        page = client.get(address, asked).context["list"].page
        return [row.submission.enrollment.user.full_name for row in page]

    assert names(sort="name") == sorted(NAMES)
    assert names(verdict="revision") == ["Ahmad"]
    assert names(q="citra") == ["Citra"]
    assert len(names(batch=here.batch.pk, assignment=here.tree.assignments[0].pk)) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_reviews_asks_the_same_for_one_and_three(
    client, django_assert_num_queries, count
):
    made = world(count)
    for row in made.submissions:
        ReviewFactory(submission=row, reviewer=made.trainer, verdict="accepted")
    client.force_login(made.trainer)
    client.get(reverse("courses:reviewed"))
    with django_assert_num_queries(REVIEWED_QUERIES):
        shown = client.get(reverse("courses:reviewed"))
    assert shown.context["list"].total == count
