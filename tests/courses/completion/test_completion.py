"""What the rule demands: the list that people read, and what is stored of it."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.attendance.actions.ledger import note
from courses.completion.actions import refresh
from courses.completion.queries import evaluate
from courses.models import Batch, Enrollment, EnrollmentState
from tests.courses.world import World, world
from tests.factories.courses import CompletionRuleFactory, SessionFactory, days

pytestmark = pytest.mark.django_db


def batch_that_demands(attendance: int, seats: int = 1) -> World:
    """Return a batch whose rule demands nothing but `attendance` per cent."""
    here = world(seats)
    CompletionRuleFactory(
        batch=here.batch,
        minimum_attendance=attendance,
        minimum_mark=None,
        all_activities=False,
        final_assignment_accepted=False,
    )
    return here


def demanded(seat: Enrollment) -> list[tuple[bool, str]]:
    seat = Enrollment.objects.get(pk=seat.pk)
    return [(item.is_met, item.detail) for item in evaluate(seat)]


def stored(seat: Enrollment) -> tuple[bool, str]:
    seat.refresh_from_db()
    return seat.is_eligible, seat.state


def test_attendance_is_not_shown_by_a_batch_without_sessions():
    here = batch_that_demands(attendance=75)
    seat = here.seats[0]
    refresh(seat)
    assert demanded(seat) == [(False, "Belum ada sesi yang dicatat")]
    assert stored(seat) == (False, EnrollmentState.ACTIVE)
    session = SessionFactory(batch=here.batch, held=True)
    note(session=session, statuses={seat.pk: "present"}, by=here.coordinator, source="roster")
    assert demanded(seat) == [(True, "Hadir di 1 dari 1 sesi")]
    assert stored(seat) == (True, EnrollmentState.COMPLETED)


def test_who_came_as_a_replacement_is_not_asked_for_sessions_that_were_over():
    here = batch_that_demands(attendance=75)
    SessionFactory(batch=here.batch, held=True)
    seat = here.seats[0]
    Enrollment.objects.filter(pk=seat.pk).update(enrolled_at=timezone.now())
    assert demanded(seat) == [(True, "Semua sesi sudah lewat sebelum kursi ini diberikan")]
    refresh(Enrollment.objects.get(pk=seat.pk))
    assert stored(seat) == (True, EnrollmentState.COMPLETED)


def test_a_rule_of_no_attendance_asks_for_no_session():
    here = batch_that_demands(attendance=0)
    refresh(here.seats[0])
    assert [met for met, _why in demanded(here.seats[0])] == [True]
    assert stored(here.seats[0]) == (True, EnrollmentState.COMPLETED)


def test_recomputing_brings_what_is_stored_in_line_with_the_list(capsys):
    here = batch_that_demands(attendance=75, seats=2)
    wrong, right = here.seats
    Enrollment.objects.filter(pk=wrong.pk).update(is_eligible=True, state="completed")
    call_command("recompute")
    assert [stored(seat) for seat in (wrong, right)] == [(False, EnrollmentState.ACTIVE)] * 2
    assert capsys.readouterr().out.endswith(": 2 changed\n")
    call_command("recompute")
    assert capsys.readouterr().out.endswith(": 0 changed\n")


def test_recomputing_takes_nothing_back_in_a_batch_that_is_over():
    here = batch_that_demands(attendance=75)
    Enrollment.objects.filter(pk=here.seats[0].pk).update(is_eligible=True, state="completed")
    Batch.objects.filter(pk=here.batch.pk).update(ends_on=timezone.localdate() - days(1))
    call_command("recompute")
    assert stored(here.seats[0]) == (True, EnrollmentState.COMPLETED)
