"""What was reached stays, and what moves with time or with publishing is brought up to date."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from courses.assignments.actions.reviews import review, undo_review
from courses.attendance.actions.ledger import note
from courses.attendance.actions.sessions import call_off, save_session
from courses.completion import actions
from courses.completion.queries import evaluate
from courses.completion.tasks import count_held_sessions
from courses.enrollment.actions.enrollments import withdraw_enrollment
from courses.learning.actions import finish_lesson
from courses.models import Enrollment, EnrollmentState
from courses.programs.actions import batches
from tests.courses.world import World, world
from tests.factories.cms import LessonPageFactory
from tests.factories.courses import SessionFactory

pytestmark = pytest.mark.django_db


def demand(here: World, **demanded) -> None:
    nothing = {"all_activities": False, "final_assignment_accepted": False}
    batches.set_rule(batch=here.batch, by=here.coordinator, **nothing | demanded)


def came(here: World, session, status: str = "present") -> None:
    statuses = {seat.pk: status for seat in here.seats}
    note(session=session, statuses=statuses, by=here.coordinator, source="roster")


def stored(seat: Enrollment) -> Enrollment:
    return Enrollment.objects.get(pk=seat.pk)


@pytest.fixture
def graduate() -> tuple[World, Enrollment]:
    """A batch that demands half of its sessions, and somebody who was at its only one."""
    here = world()
    demand(here, minimum_attendance=Decimal(50))
    came(here, SessionFactory(batch=here.batch, held=True))
    return here, stored(here.seats[0])


def more_sessions(here: World) -> None:
    for _number in range(3):
        save_session(session=SessionFactory.build(batch=here.batch), by=here.coordinator)


def a_stricter_rule(here: World) -> None:
    demand(here, all_activities=True, minimum_mark=Decimal(70))


def one_more_activity(here: World) -> None:
    late = LessonPageFactory(parent=here.tree.modules[0])
    actions.adopt(here.batch, late.pk, by=here.coordinator)


@pytest.mark.parametrize("later", [more_sessions, a_stricter_rule, one_more_activity])
def test_what_is_demanded_later_takes_nothing_from_who_met_the_rule(graduate, later):
    here, before = graduate
    assert before.state == EnrollmentState.COMPLETED
    later(here)
    now = stored(before)
    assert (now.state, now.eligible_at, now.completed_at) == (
        EnrollmentState.COMPLETED,
        before.eligible_at,
        before.completed_at,
    )


def test_the_moment_of_meeting_the_rule_is_the_day_of_completion(graduate):
    _here, seat = graduate
    assert seat.completed_at is not None
    assert abs(seat.completed_at - seat.eligible_at) < dt.timedelta(seconds=5)


def test_a_session_that_is_called_off_is_asked_of_nobody():
    here = world()
    demand(here, minimum_attendance=Decimal(100))
    missed = SessionFactory(batch=here.batch, held=True)
    came(here, SessionFactory(batch=here.batch, held=True))
    assert stored(here.seats[0]).attendance_percent == 50
    call_off(session=missed, by=here.coordinator)
    seat = stored(here.seats[0])
    assert (seat.attendance_percent, seat.state) == (100, EnrollmentState.COMPLETED)


def test_who_has_left_stays_as_shown_and_is_completed_by_nothing():
    here = world()
    demand(here, minimum_attendance=Decimal(100))
    stale = stored(here.seats[0])
    withdraw_enrollment(enrollment=here.seats[0], by=here.coordinator, reason="Boyong")
    before = stored(stale)

    demand(here, minimum_attendance=None)
    actions.refresh_batch(here.batch)
    assert stored(stale).is_eligible is before.is_eligible is False

    # Somebody who read the seat before it was left comes later.
    actions.refresh(stale)
    assert stored(stale).state == EnrollmentState.WITHDRAWN


def test_attendance_noted_by_mistake_takes_completion_back(graduate):
    here, before = graduate
    came(here, here.batch.sessions.get(), "absent")
    now = stored(before)
    assert (now.state, now.is_eligible, now.eligible_at, now.completed_at) == (
        EnrollmentState.ACTIVE,
        False,
        None,
        None,
    )


def passed(seat: Enrollment) -> tuple[str, dt.datetime | None, dt.datetime | None]:
    now = stored(seat)
    return now.state, now.eligible_at, now.completed_at


def test_attendance_noted_by_mistake_and_noted_again_gives_the_day_back(graduate):
    here, seat = graduate
    before = passed(seat)
    a_stricter_rule(here)
    with time_machine.travel(timezone.now() + dt.timedelta(days=20)):
        came(here, here.batch.sessions.get(), "absent")
        assert passed(seat)[0] == EnrollmentState.ACTIVE
        one_more_activity(here)
        came(here, here.batch.sessions.get(), "present")
    assert passed(seat) == before


def test_who_makes_up_for_it_at_another_session_passes_on_that_day(graduate):
    here, seat = graduate
    came(here, here.batch.sessions.get(), "absent")
    with time_machine.travel(later := timezone.now() + dt.timedelta(days=20)):
        start = timezone.now() - dt.timedelta(hours=3)
        came(here, SessionFactory(batch=here.batch, starts_at=start, ends_at=later))
    state, since, day = passed(seat)
    assert (state, since) == (EnrollmentState.COMPLETED, day)
    assert since is not None
    assert since >= later


def test_a_rule_that_was_made_stricter_is_not_asked_when_an_entry_is_corrected():
    """Two of three were enough, and are after one of the three was noted wrongly."""
    here = world()
    sessions = [SessionFactory(batch=here.batch, held=True) for _number in range(3)]
    demand(here, minimum_attendance=Decimal(60))
    for session in sessions:
        came(here, session)
    before = passed(here.seats[0])
    demand(here, minimum_attendance=Decimal(100), minimum_mark=Decimal(90))
    more_sessions(here)
    came(here, sessions[0], "absent")
    assert passed(here.seats[0]) == before
    came(here, sessions[1], "absent")
    assert passed(here.seats[0])[0] == EnrollmentState.ACTIVE


def test_permission_that_counted_when_the_rule_was_met_counts_on():
    here = world()
    demand(here, minimum_attendance=Decimal(100), excused_counts=True)
    came(here, SessionFactory(batch=here.batch, held=True), "ill")
    demand(here, minimum_attendance=Decimal(100), excused_counts=False)
    seat = stored(here.seats[0])
    assert (seat.state, seat.attendance_percent) == (EnrollmentState.COMPLETED, 100)


@pytest.mark.parametrize("later", [more_sessions, a_stricter_rule, one_more_activity])
def test_the_list_of_who_has_met_the_rule_stays_met(graduate, later):
    here, seat = graduate
    before = [(item.text, item.detail) for item in evaluate(stored(seat))]
    later(here)
    found = evaluate(Enrollment.objects.get(pk=seat.pk))
    assert [(item.text, item.detail) for item in found if item.is_met] == before
    assert len(found) == len(before)


def test_work_accepted_again_is_accepted_on_that_day():
    here = world()
    demand(here, final_assignment_accepted=True)
    accepted = {
        "by": here.trainer, "verdict": "accepted", "mark": Decimal(80), "scores": [],
        "feedback": "", "handed_in_at": here.submissions[0].submitted_at,
    }  # fmt: skip
    found = review(submission=here.submissions[0], client_id=uuid.uuid4(), **accepted)
    first = passed(here.seats[0])
    undo_review(found=found, by=here.trainer)
    with time_machine.travel(timezone.now() + dt.timedelta(days=20)):
        review(submission=here.submissions[0], client_id=uuid.uuid4(), **accepted)
    again = passed(here.seats[0])
    assert (first[0], again[0]) == (EnrollmentState.COMPLETED, EnrollmentState.COMPLETED)
    assert again[2] - first[2] > dt.timedelta(days=19)


def test_a_correction_that_takes_nothing_away_asks_for_nothing_new(graduate):
    here, before = graduate
    demand(here, minimum_attendance=Decimal(100))
    second = SessionFactory(batch=here.batch, held=True)
    came(here, second, "absent")
    came(here, second, "ill")
    assert stored(before).state == EnrollmentState.COMPLETED


def test_an_acceptance_that_was_undone_takes_completion_back():
    here = world()
    demand(here, final_assignment_accepted=True)
    found = review(
        submission=here.submissions[0], by=here.trainer, verdict="accepted", mark=Decimal(80),
        scores=[], feedback="", client_id=uuid.uuid4(),
        handed_in_at=here.submissions[0].submitted_at,
    )  # fmt: skip
    assert stored(here.seats[0]).state == EnrollmentState.COMPLETED
    undo_review(found=found, by=here.trainer)
    assert stored(here.seats[0]).state == EnrollmentState.ACTIVE


def test_what_was_adopted_since_is_asked_again_after_a_correction(graduate):
    here, before = graduate
    one_more_activity(here)
    assert stored(before).required_count == before.required_count
    came(here, here.batch.sessions.get(), "absent")
    assert stored(before).required_count == before.required_count + 1


def test_who_was_not_noted_has_missed_a_session_when_it_ends():
    here = world(count=2)
    there, missing = here.seats
    now = timezone.now()
    session = SessionFactory(
        batch=here.batch, starts_at=now - dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=1)
    )
    note(session=session, statuses={there.pk: "present"}, by=here.coordinator, source="roster")
    assert count_held_sessions() == 0
    assert [stored(seat).attendance_percent for seat in here.seats] == [100, None]
    with time_machine.travel(now + dt.timedelta(hours=2)):
        assert [count_held_sessions(), count_held_sessions()] == [1, 0]
    assert [stored(seat).attendance_percent for seat in (there, missing)] == [100, 0]


def test_a_session_that_is_put_off_is_counted_anew():
    here = world()
    session = SessionFactory(batch=here.batch, held=True)
    assert count_held_sessions() == 1
    save_session(session=session, by=here.coordinator, title="Sesi susulan")
    assert count_held_sessions() == 1


@pytest.mark.parametrize("what", ["lesson", "module", "course"])
def test_unpublishing_the_only_thing_missing_meets_the_rule(
    what, run_jobs, django_capture_on_commit_callbacks
):
    here = world()
    demand(here, all_activities=True)
    lesson, seat = here.tree.lessons[0], here.seats[0]
    for activity in here.tree.activities:
        if activity.pk != lesson.pk:
            actions.release(here.batch, activity.pk, by=here.coordinator)
    late = LessonPageFactory(parent=here.tree.modules[0])
    actions.adopt(here.batch, late.pk, by=here.coordinator)
    finish_lesson(enrollment=seat, lesson=lesson, client_id=uuid.uuid4())
    assert stored(seat).required_count == 2
    page = {"lesson": late, "module": here.tree.modules[0], "course": here.tree.course}[what]
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    run_jobs()
    assert (stored(seat).required_count, stored(seat).state) == (1, EnrollmentState.COMPLETED)


def test_a_page_that_nobody_demands_makes_no_work(run_jobs, django_capture_on_commit_callbacks):
    here = world()
    with django_capture_on_commit_callbacks(execute=True):
        LessonPageFactory(parent=here.tree.modules[0]).save_revision().publish()
    assert run_jobs() == 0
