"""What being late costs: told before, frozen at the review, never more than was told."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.assignments.actions.reviews import review
from courses.assignments.rules import Lateness, after_lateness, days_late
from courses.models import Mark, Review
from tests.courses.world import world
from tests.factories.courses import ModuleScheduleFactory, SubmissionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 2, 3, 5, tzinfo=dt.UTC)
MARKS = st.decimals(0, 100, places=2)
RULES = st.builds(
    Lateness, days=st.integers(0, 60), percent=st.integers(0, 100), floor=st.integers(0, 100)
)


@pytest.mark.parametrize(
    ("late", "days"),
    [({}, 0), ({"seconds": 1}, 1), ({"days": 1}, 1), ({"days": 1, "minutes": 1}, 2)],
)
def test_a_day_that_has_begun_counts(late, days):
    assert days_late(NOON, NOON + dt.timedelta(**late)) == days


def test_without_a_due_date_nobody_is_late():
    assert days_late(None, NOON) == 0


@given(MARKS, RULES)
def test_a_mark_never_grows_nor_falls_below_the_floor(mark, rule):
    left = rule.mark(mark)
    assert min(mark, rule.floor) <= left <= mark


@given(MARKS, RULES, RULES)
def test_the_kinder_of_two_rules_counts(mark, then, now):
    left, rule = after_lateness(mark, [then, now])
    assert left == max(then.mark(mark), now.mark(mark))
    assert (rule is None) == (left == mark)


def late_world(*, days=2, percent=5, floor=0):
    """Return a world whose one hand-in came in `days` days after the due date."""
    here = world()
    page = here.tree.assignments[0]
    page.late_percent, page.late_floor = percent, floor
    page.save()
    handed_in = here.submissions[0].submitted_at
    due_at = handed_in - dt.timedelta(days=days) + dt.timedelta(minutes=1)
    ModuleScheduleFactory(batch=here.batch, module=here.tree.modules[0], due_at=due_at)
    return here


def accept(submission, mark=80):
    return review(
        submission=submission,
        by=UserFactory(trainer=True),
        handed_in_at=submission.submitted_at,
        verdict="accepted",
        mark=Decimal(mark),
        scores=[],
        feedback="",
        client_id=uuid.uuid4(),
    )


def test_what_is_taken_off_is_noted_and_counts_for_the_mark():
    here = late_world()
    found = accept(here.submissions[0])
    assert found.lateness == {"days": 2, "percent": 10, "before": "80"}
    assert (found.mark, found.given_mark, Mark.objects.get().value) == (72, 80, 72)


def test_the_floor_holds_and_lifts_nobody():
    here = late_world(days=20, floor=60)
    assert accept(here.submissions[0]).mark == 60
    here = late_world(days=20, floor=60)
    assert accept(here.submissions[0], mark=40).mark == 40


def test_editing_the_rule_changes_no_given_mark():
    here = late_world()
    accept(here.submissions[0])
    page = here.tree.assignments[0]
    page.late_percent = 50
    page.save()
    assert (Mark.objects.get().value, Review.objects.get().mark) == (72, 72)


def test_a_stricter_rule_takes_nothing_from_who_has_handed_in():
    here = late_world(percent=50)
    submission = here.submissions[0]
    submission.lateness = Lateness(2, 5, 0).kept()
    submission.save()
    assert accept(submission).mark == 72


def test_a_milder_rule_and_a_later_date_help_who_has_handed_in():
    here = late_world(percent=0)
    submission = here.submissions[0]
    submission.lateness = Lateness(2, 5, 0).kept()
    submission.save()
    assert (accept(submission).mark, Review.objects.get().lateness) == (80, None)


def test_a_revision_that_was_asked_for_costs_nothing():
    here = late_world(days=-3)
    seat, page = here.seats[0], here.tree.assignments[0]
    here.submissions[0].state = "revision"
    here.submissions[0].save()
    again = SubmissionFactory(
        enrollment=seat,
        assignment=page,
        number=2,
        submitted_at=timezone.now() + dt.timedelta(days=9),
    )
    assert accept(again).mark == 80


def test_a_personal_date_beats_that_of_the_batch():
    here = late_world()
    seat = here.seats[0]
    seat.extensions.create(
        activity=here.tree.activities[-1],
        due_at=timezone.now() + dt.timedelta(days=3),
        reason="Sakit.",
        granted_by=here.coordinator,
        granted_at=timezone.now(),
    )
    assert (accept(here.submissions[0]).mark, Review.objects.get().lateness) == (80, None)


def test_the_rule_is_told_before_handing_in_and_what_it_costs_after(client):
    here = late_world()
    seat, page = here.seats[0], here.tree.assignments[0]
    client.force_login(seat.user)
    client.cookies["django_language"] = "en"
    address = reverse("courses:assignment", args=[seat.batch.public_id, page.activity_id])
    assert "2 days after the due date: −10 % will be taken off" in client.get(address).text
    accept(here.submissions[0])
    assert "2 days late: −10 %, from 80 to 72." in client.get(address).text
    here.submissions[0].reviews.all().delete()
    here.submissions[0].delete()
    before = client.get(address).text
    assert "Each day after the due date takes 5 % off the mark." in before
    assert "The due date was 3 days ago. Handed in now, −15 %" in before


def test_the_reviewer_reads_it_at_the_desk(client):
    here = late_world()
    client.force_login(here.trainer)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("courses:review_desk", args=[here.submissions[0].public_id]))
    assert "Handed in 2 days late: −10 % is taken off the mark by itself." in page.text
