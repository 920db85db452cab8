"""Who is behind is the same on the batch page and on the companion's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.gradebook.actions import exempting
from courses.models import Enrollment, ModuleSchedule, Submission
from courses.workspace.letters import messages_for
from courses.workspace.queries import companion, overview
from courses.workspace.queries.funnel import funnel
from tests.courses.world import World, world
from tests.factories.courses import (
    CompletionFactory,
    CompletionRuleFactory,
    ExtensionFactory,
    SubmissionFactory,
    days,
)
from tests.factories.people import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.mark.parametrize("hours", [-1, 1])
def test_what_is_overdue_is_overdue_for_both(hours):
    here = world()
    due_at = timezone.now() + timedelta(hours=hours)
    ModuleSchedule.objects.create(batch=here.batch, module=here.tree.modules[0], due_at=due_at)
    here.batch.refresh_from_db()
    columns = overview.grid_columns(here.batch)
    due = overview.due_activities(columns)
    [person] = overview.people(here.batch, due)
    of_coordinator = overview.why_behind(here.batch, person, len(due))
    user = MembershipFactory(pesantren=here.seats[0].pesantren, role="companion").user
    [(_seat, _batch, of_companion)] = companion.santri_of(user)
    assert [str(reason) for reason in of_companion] == [str(reason) for reason in of_coordinator]
    assert bool(due) == (hours < 0)


@pytest.fixture
def here() -> World:
    """Somebody seen today, who has handed in the one assignment left; the date is over."""
    made = world()
    [seat] = made.seats
    Enrollment.objects.update(first_seen_at=timezone.now(), last_seen_at=timezone.now())
    for activity in (made.tree.lessons[0], made.tree.quizzes[0]):
        CompletionFactory(enrollment=seat, activity=activity)
    # No mark is given: nobody is through, so that everybody can be behind.
    CompletionRuleFactory(batch=made.batch, minimum_attendance=None)
    module = made.tree.modules[0]
    ModuleSchedule.objects.create(
        batch=made.batch, module=module, due_at=timezone.now() - timedelta(days=1)
    )
    made.batch.end_plan()
    made.batch.refresh_from_db()
    return made


def owed(here: World) -> tuple[int, int]:
    """Return how many activities are overdue: on the batch page, and on the companion's."""
    due = overview.due_activities(overview.grid_columns(here.batch))
    [person] = overview.people(here.batch, due)
    listed = overview.people(here.batch, due).filter(
        overview.behind(here.batch, len(due), "overdue")
    )
    of_batch = len(due) - person.due_settled
    assert listed.count() == (of_batch > 0)
    # The funnel, and the sort by need, ask the same.
    assert funnel(here.batch, overview.people(here.batch, due), len(due)).behind_count == bool(
        overview.why_behind(here.batch, person, len(due))
    )
    [sorted_person] = overview.by_need(overview.people(here.batch, due), here.batch, len(due))
    assert (sorted_person.need < 0) == bool(overview.why_behind(here.batch, person, len(due)))
    user = MembershipFactory(pesantren=here.seats[0].pesantren, role="companion").user
    [(seat, _batch, _why)] = companion.santri_of(user)
    return of_batch, len(due) - seat.due_settled


def test_who_has_handed_in_and_waits_for_the_review_is_not_behind(here):
    assert owed(here) == (0, 0)


@pytest.mark.parametrize("state", ["draft", "revision"])
def test_what_is_not_handed_in_or_came_back_is_overdue(here, state):
    Submission.objects.update(state=state)
    assert owed(here) == (1, 1)


def test_what_one_need_not_do_is_overdue_no_more_until_that_is_ended(here):
    Submission.objects.all().delete()
    assert owed(here) == (1, 1)
    [seat] = here.seats
    given = exempting.exempt(
        enrollment=seat,
        activity=here.tree.assignments[0],
        by=here.coordinator,
        reason="Sakit.",
    )
    assert owed(here) == (0, 0)
    exempting.end_exemption(exemption=given, by=here.coordinator)
    assert owed(here) == (1, 1)


def test_what_is_excused_in_several_ways_is_one_activity_and_hides_no_other(here):
    [seat] = here.seats
    [work] = here.tree.assignments
    seat.completions.filter(activity=here.tree.quizzes[0]).delete()
    CompletionFactory(enrollment=seat, activity=work)
    ExtensionFactory(enrollment=seat, activity=work, due_at=timezone.now() + days(3))
    exempting.exempt(enrollment=seat, activity=work, by=here.coordinator, reason="Sakit.")
    assert owed(here) == (1, 1)


def test_what_somebody_else_handed_in_excuses_nobody(here):
    Submission.objects.all().delete()
    SubmissionFactory(assignment=here.tree.assignments[0])
    assert owed(here) == (1, 1)


def test_a_better_version_is_wanted_of_nobody_who_need_not_do_it(here):
    Submission.objects.update(state="revision")
    [seat] = here.seats
    assert "revision" in dict(messages_for(seat_of(seat)))
    exempting.exempt(
        enrollment=seat, activity=here.tree.assignments[0], by=here.coordinator, reason="Sakit."
    )
    assert owed(here) == (0, 0)
    assert "revision" not in dict(messages_for(seat_of(seat)))


@pytest.mark.parametrize("state", ["failed", "withdrawn"])
def test_who_has_failed_or_left_is_asked_for_no_better_version(here, state):
    Submission.objects.update(state="revision")
    Enrollment.objects.update(state=state)
    assert messages_for(seat_of(here.seats[0])) == []


def test_what_is_closed_is_asked_for_no_more(here):
    Submission.objects.update(state="revision")
    here.batch.module_schedules.update(closes_at=timezone.now() - days(1))
    here.batch.end_plan()
    assert messages_for(seat_of(here.seats[0])) == []


def seat_of(seat):
    return Enrollment.objects.get(pk=seat.pk)
