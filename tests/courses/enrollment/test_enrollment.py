"""Seats: passed on, freed, given back, and closed at the end."""

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.errors import InvalidTransition
from academy.core.models import AuditEntry
from courses.admission import actions as applications
from courses.admission.actions import replacing
from courses.enrollment.actions import enrollments as seats
from courses.models import Application, CompletionRule, EnrollmentState
from tests.factories.courses import (
    ApplicationFactory,
    AttendanceFactory,
    BatchFactory,
    EnrollmentFactory,
    SessionFactory,
    days,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CLOSING_QUERIES = 30


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


def started(ago, **kwargs):
    return BatchFactory(starts_on=timezone.localdate() - days(ago), **kwargs)


def waiting(batch, coordinator, name):
    application = ApplicationFactory(batch=batch, state="verified", user__full_name=name)
    return applications.put_on_reserve(application=application, by=coordinator)


def test_the_seat_of_a_no_show_goes_to_the_next_in_reserve(coordinator):
    batch = started(5, seats=1)
    absent = EnrollmentFactory(batch=batch)
    waiting(batch, coordinator, "Sulastri")
    second = waiting(batch, coordinator, "Ma'ruf")

    newcomer = replacing.replace_no_show(enrollment=absent, by=coordinator)

    absent.refresh_from_db()
    second.refresh_from_db()
    assert newcomer.user.full_name == "Sulastri"
    assert (absent.state, absent.replaced_by) == (EnrollmentState.REPLACED, newcomer)
    assert second.reserve_position == 1
    assert replacing.replace_no_show(enrollment=absent, by=coordinator) == newcomer


def test_who_has_been_seen_keeps_the_seat(coordinator):
    batch = started(5)
    seen = EnrollmentFactory(batch=batch, first_seen_at=timezone.now())
    attended = EnrollmentFactory(batch=batch)
    AttendanceFactory(session=SessionFactory(batch=batch, held=True), enrollment=attended)
    waiting(batch, coordinator, "Sulastri")

    for enrollment in (seen, attended):
        with pytest.raises(replacing.NotNoShow):
            replacing.replace_no_show(enrollment=enrollment, by=coordinator)


@pytest.mark.parametrize(
    ("ago", "refusal"), [(-1, replacing.NotStarted), (14, replacing.TooLateToReplace)]
)
def test_seats_are_passed_on_in_the_first_two_weeks_only(coordinator, ago, refusal):
    batch = started(ago)
    waiting(batch, coordinator, "Sulastri")

    with pytest.raises(refusal):
        replacing.replace_no_show(enrollment=EnrollmentFactory(batch=batch), by=coordinator)


@pytest.mark.parametrize(
    ("ago", "changes", "offered"),
    [
        (-1, {}, False),
        (0, {}, True),
        (13, {}, True),
        (14, {}, False),
        (5, {"first_seen_at": timezone.now()}, False),
        (5, {"state": "withdrawn"}, False),
    ],
)
def test_passing_a_seat_on_is_offered_when_it_would_be_done(ago, changes, offered):
    seat = EnrollmentFactory(batch=started(ago), **changes)
    assert replacing.may_replace(seat) is offered


def test_an_empty_reserve_list_leaves_everything_as_it_is(coordinator):
    absent = EnrollmentFactory(batch=started(5))

    with pytest.raises(applications.ReserveEmpty):
        replacing.replace_no_show(enrollment=absent, by=coordinator)

    absent.refresh_from_db()
    assert absent.state == EnrollmentState.ACTIVE


def test_who_has_left_frees_a_seat_for_the_next(coordinator):
    batch = started(5, seats=1)
    enrollment = EnrollmentFactory(batch=batch)
    application = waiting(batch, coordinator, "Sulastri")

    seats.withdraw_enrollment(enrollment=enrollment, by=coordinator, reason="Boyong")
    applications.accept(application=application, by=coordinator)

    application.refresh_from_db()
    assert application.state == "accepted"
    with pytest.raises(applications.BatchFull):
        seats.readmit(enrollment=enrollment, by=coordinator)


def test_who_has_left_comes_back_while_there_is_a_seat(coordinator):
    enrollment = EnrollmentFactory(batch=started(5))
    seats.withdraw_enrollment(enrollment=enrollment, by=coordinator, reason="Sakit")

    seats.readmit(enrollment=enrollment, by=coordinator)

    enrollment.refresh_from_db()
    assert enrollment.state == EnrollmentState.ACTIVE


def test_taken_in_again_twice_somebody_has_passed_since_the_first_time(coordinator):
    batch = started(5)
    CompletionRule.objects.create(
        batch=batch, all_activities=False, final_assignment_accepted=False
    )
    enrollment = EnrollmentFactory(batch=batch, state="failed")
    seats.readmit(enrollment=enrollment, by=coordinator)
    enrollment.refresh_from_db()
    passed_at = enrollment.completed_at
    said = AuditEntry.objects.about(enrollment).count()

    again = seats.readmit(enrollment=enrollment, by=coordinator)

    assert (again.state, again.completed_at) == (EnrollmentState.COMPLETED, passed_at)
    enrollment.refresh_from_db()
    assert (enrollment.state, enrollment.completed_at) == (EnrollmentState.COMPLETED, passed_at)
    assert AuditEntry.objects.about(enrollment).count() == said


@pytest.mark.parametrize("leave", [seats.withdraw_enrollment, seats.fail])
def test_noted_twice_somebody_has_left_or_failed_once(coordinator, leave):
    enrollment = EnrollmentFactory(batch=started(5))
    first = leave(enrollment=enrollment, by=coordinator, reason="Boyong")

    second = leave(enrollment=enrollment, by=coordinator, reason="Boyong")

    assert second.state == first.state
    [entry] = AuditEntry.objects.about(enrollment)
    assert (entry.actor, entry.data["after"]) == (coordinator, first.state)


def test_a_replaced_seat_is_never_taken_back(coordinator):
    enrollment = EnrollmentFactory(batch=started(5), state="replaced")

    with pytest.raises(InvalidTransition):
        seats.readmit(enrollment=enrollment, by=coordinator)


def test_somebody_who_had_a_seat_is_taken_in_again_on_their_own_page(coordinator):
    batch = BatchFactory(selecting=True)
    gone = EnrollmentFactory(batch=batch, state="withdrawn")
    application = ApplicationFactory(batch=batch, user=gone.user, state="verified")

    with pytest.raises(applications.HadSeat):
        applications.accept(application=application, by=coordinator)

    assert Application.objects.get(pk=application.pk).state == "verified"


def test_closing_a_batch_fails_those_who_do_not_meet_the_rule(coordinator):
    batch = BatchFactory(ends_on=timezone.localdate())
    EnrollmentFactory(batch=batch)
    EnrollmentFactory(batch=batch, state="withdrawn")

    closing = seats.close_batch(batch=batch, by=coordinator)

    assert (closing.completed_count, closing.failed_count) == (0, 1)
    states = batch.enrollments.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["failed", "withdrawn"]
    assert seats.close_batch(batch=batch, by=coordinator).failed_count == 0


def test_closing_a_batch_costs_the_same_for_one_and_for_three(
    coordinator, django_assert_num_queries
):
    for count in (1, 3):
        batch = BatchFactory(ends_on=timezone.localdate())
        people = [EnrollmentFactory(batch=batch) for _number in range(count)]
        with django_assert_num_queries(CLOSING_QUERIES):
            seats.close_batch(batch=batch, by=coordinator)
        moves = [AuditEntry.objects.about(seat).get().data for seat in people]
        assert moves == [{"before": "active", "after": "failed"}] * count


def test_a_running_batch_is_not_closed(coordinator):
    with pytest.raises(seats.NotOver):
        seats.close_batch(batch=BatchFactory(), by=coordinator)


def test_nobody_decides_about_the_own_seat(coordinator):
    batch = BatchFactory(ends_on=timezone.localdate(), coordinators=[coordinator])
    own = EnrollmentFactory(batch=batch, user=coordinator)
    other = EnrollmentFactory(batch=batch)
    for refused in (
        lambda: seats.withdraw_enrollment(enrollment=own, by=coordinator, reason="Boyong"),
        lambda: seats.readmit(enrollment=own, by=coordinator),
        lambda: seats.fail(enrollment=own, by=coordinator),
        lambda: replacing.replace_no_show(enrollment=own, by=coordinator),
    ):
        with pytest.raises(seats.OwnSeat):
            refused()
    closing = seats.close_batch(batch=batch, by=coordinator)
    assert closing == seats.Closing(completed_count=0, failed_count=1, own_is_open=True)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == (EnrollmentState.ACTIVE, EnrollmentState.FAILED)
    assert seats.close_batch(batch=batch, by=UserFactory(program_manager=True)).failed_count == 1


def test_who_is_next_in_reserve_passes_no_seat_on_to_themselves(coordinator):
    batch = started(5, seats=1)
    absent = EnrollmentFactory(batch=batch)
    own = ApplicationFactory(batch=batch, state="verified", user=coordinator)
    manager = UserFactory(program_manager=True)
    applications.put_on_reserve(application=own, by=manager)

    with pytest.raises(applications.OwnApplication):
        replacing.replace_no_show(enrollment=absent, by=coordinator)

    absent.refresh_from_db()
    assert absent.state == EnrollmentState.ACTIVE
    assert replacing.replace_no_show(enrollment=absent, by=manager).user == coordinator


def test_the_page_of_the_own_seat_says_who_decides_about_it(client, coordinator):
    batch = BatchFactory(coordinators=[coordinator])
    own = EnrollmentFactory(batch=batch, user=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("courses:person", args=[own.public_id])).content.decode()
    assert "Orang lain yang mengelola angkatan ini" in page
    assert reverse("courses:person_withdraw", args=[own.public_id]) not in page
    answer = client.post(
        reverse("courses:person_withdraw", args=[own.public_id]), {"reason": "Boyong"}, follow=True
    )
    assert [str(message) for message in answer.context["messages"]] == [str(seats.OwnSeat.message)]
    own.refresh_from_db()
    assert own.state == EnrollmentState.ACTIVE
