"""The queue is shared: no two trainers on one hand-in, unless one takes it over knowingly."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import CourseTrainer
from courses.assignments.actions.claims import claim, claim_next, forget_old_claims
from courses.models import Review, ReviewClaim
from tests.courses.assignments.desk import Device
from tests.courses.world import world
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    made = world(3)
    made.second = UserFactory(trainer=True, full_name="Sari Wulandari")
    CourseTrainer.objects.create(course=made.tree.course, user=made.second)
    return made


def opens(device, number=0):
    """Open a hand-in as a browser does, whose page takes it in hand."""
    device.open(number)
    held = {"client_id": device.form.get("client_id", ""), "then": "hold"}
    return device.client.post(device.path, held).status_code


def other(here):
    """The second trainer's browser."""
    device = object.__new__(Device)
    device.client, device.here = Client(), here
    device.client.force_login(here.second)
    device.client.cookies["django_language"] = "en"
    return device


def test_who_opens_a_hand_in_has_it_in_hand_and_others_are_told(here):
    second = other(here)
    opens(second)
    first = Device(here)
    assert f"{here.second.display_name} has been reviewing this" in first.page.text
    assert "points_" not in " ".join(first.form)
    queue = first.client.get(reverse("courses:review_queue")).text
    assert queue.count("is reviewing") == 1
    assert opens(first) == 409


def test_next_leads_past_what_somebody_else_has_in_hand(here):
    first = Device(here)
    second = other(here)
    opens(second, 1)
    assert first.client.get(first.path).context["following"] == here.submissions[2]
    first.press("next")
    assert first.page.context["submission"] == here.submissions[2]


def test_next_from_the_queue_gives_the_oldest_that_is_free(here):
    second = other(here)
    opens(second)
    first = Device(here, 2)
    answer = first.client.post(reverse("courses:review_next"), follow=True)
    assert answer.context["submission"] == here.submissions[1]


def test_where_all_is_in_other_hands_the_queue_says_so(here):
    for number in range(3):
        opens(other(here), number)
    client = Client()
    client.force_login(here.trainer)
    client.cookies["django_language"] = "en"
    answer = client.post(reverse("courses:review_next"), follow=True)
    assert "Other trainers have all that waits here in hand" in answer.text


def test_taking_over_is_deliberate_and_the_other_loses_no_words(here):
    second = other(here)
    opens(second)
    second.type(mark="70", feedback="Cahayanya bagus.")
    second.keeps_by_itself()
    first = Device(here)
    first.press("take")
    assert "Accept" in first.page.text
    assert ReviewClaim.objects.get().reviewer == here.trainer
    second.type(feedback="Cahayanya bagus sekali.")
    assert "has taken this hand-in over" in second.keeps_by_itself().text
    second.decide()
    assert Review.objects.count() == 0
    assert second.form["feedback"] == "Cahayanya bagus sekali."
    first.type(mark="80")
    first.decide()
    assert Review.objects.get().reviewer == here.trainer


def test_a_page_that_is_left_lets_go_and_an_older_one_does_not(here):
    device = Device(here)
    opens(device)
    older = device.form["client_id"]
    opens(device)
    device.client.post(device.path, {"client_id": older, "then": "leave"})
    assert ReviewClaim.objects.count() == 1
    device.client.post(device.path, {"client_id": device.form["client_id"], "then": "leave"})
    assert ReviewClaim.objects.count() == 0


def test_a_claim_ends_by_itself_and_is_swept(here):
    claim(submission=here.submissions[0], by=here.second)
    ReviewClaim.objects.update(
        since=timezone.now() - timedelta(hours=1), until=timezone.now() - timedelta(minutes=1)
    )
    assert "is reviewing" not in Device(here, 1).client.get(reverse("courses:review_queue")).text
    assert claim_next(keys=[here.submissions[0].pk], by=here.trainer) == here.submissions[0].pk
    ReviewClaim.objects.update(since=timezone.now() - timedelta(hours=1))
    ReviewClaim.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert forget_old_claims() >= 1


def test_looking_alone_takes_nothing(here):
    Device(here)
    assert ReviewClaim.objects.count() == 0


def test_a_coordinator_who_looks_takes_nothing(here):
    client = Client()
    client.force_login(here.coordinator)
    client.get(reverse("courses:review_desk", args=[here.submissions[0].public_id]))
    assert ReviewClaim.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_trainers_who_press_next_at_the_same_time_get_two_different_ones():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    here = world(12)
    trainers = [here.trainer, *(UserFactory(trainer=True) for _number in range(3))]
    for user in trainers[1:]:
        CourseTrainer.objects.create(course=here.tree.course, user=user)
    keys = [row.pk for row in here.submissions]
    start, got = Barrier(len(trainers)), []

    def press(user):
        try:
            for _time in range(3):
                start.wait()
                got.append(claim_next(keys=[key for key in keys if key not in got], by=user))
        finally:
            connection.close()

    threads = [Thread(target=press, args=[user]) for user in trainers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == keys
