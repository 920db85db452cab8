"""Coordinators choose: verify, accept, reserve, decline, and take it back."""

from functools import partial

import pytest
from django.utils import timezone

from academy.core.errors import InvalidTransition
from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.people.models import Membership
from courses.admission import actions as applications
from courses.admission.actions import Decision, Deed, decide_many
from courses.models import Application, ApplicationState, Enrollment
from tests.factories.courses import ApplicationFactory, BatchFactory, days
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


def reserve_list(batch):
    rows = Application.objects.filter(batch=batch, state=ApplicationState.RESERVE)
    return list(
        rows.order_by("reserve_position").values_list("user__full_name", "reserve_position")
    )


def on_reserve(batch, coordinator, *names):
    made = []
    for name in names:
        application = ApplicationFactory(batch=batch, state="verified", user__full_name=name)
        applications.put_on_reserve(application=application, by=coordinator)
        application.refresh_from_db()
        made.append(application)
    return made


def test_accepting_gives_a_seat_a_membership_and_a_notice(coordinator):
    application = ApplicationFactory(state="verified", batch__name="Angkatan 3")

    enrollment = applications.accept(application=application, by=coordinator)

    application.refresh_from_db()
    assert application.state == ApplicationState.ACCEPTED
    assert (enrollment.user, enrollment.batch, enrollment.pesantren, enrollment.pillar) == (
        application.user,
        application.batch,
        application.pesantren,
        application.pillar,
    )
    membership = Membership.objects.get(user=application.user)
    assert (membership.pesantren, membership.role) == (application.pesantren, "santri")
    notice = Notice.objects.get(user=application.user)
    assert (notice.kind, notice.params["batch"]) == ("application_accepted", "Angkatan 3")
    assert notice.url == f"/daftar/status/{application.public_id}/"


def test_the_log_tells_who_gave_the_seat(coordinator):
    application = ApplicationFactory(state="verified")

    enrollment = applications.accept(application=application, by=coordinator)

    [entry] = AuditEntry.objects.about(enrollment)
    assert (entry.verb, entry.actor) == ("enrolled", coordinator)
    assert entry.data == {"batch": application.batch_id, "user": application.user_id}


def test_accepted_twice_it_is_one_seat(coordinator):
    application = ApplicationFactory(state="verified")

    first = applications.accept(application=application, by=coordinator)
    second = applications.accept(application=application, by=coordinator)

    assert first == second
    assert Enrollment.objects.count() == 1
    assert Notice.objects.count() == 1


def test_nobody_becomes_a_companion_by_applying(coordinator):
    application = ApplicationFactory(state="verified", membership_role="companion")

    applications.accept(application=application, by=coordinator)

    assert not Membership.objects.exists()


def test_a_full_batch_refuses_and_nothing_is_changed(coordinator):
    batch = BatchFactory(selecting=True, seats=1)
    applications.accept(
        application=ApplicationFactory(batch=batch, state="verified"), by=coordinator
    )
    late = ApplicationFactory(batch=batch, state="verified")

    with pytest.raises(applications.BatchFull):
        applications.accept(application=late, by=coordinator)

    late.refresh_from_db()
    assert late.state == ApplicationState.VERIFIED
    assert batch.enrollments.count() == 1
    assert not Notice.objects.filter(user=late.user).exists()


def test_a_batch_that_has_ended_gives_no_seat(coordinator):
    batch = BatchFactory(selecting=True)
    batch.starts_on -= days(100)
    batch.ends_on -= days(100)
    batch.save()

    with pytest.raises(applications.BatchEnded):
        applications.accept(
            application=ApplicationFactory(batch=batch, state="verified"), by=coordinator
        )


def test_an_application_that_nobody_has_checked_is_not_decided(coordinator):
    application = ApplicationFactory()

    with pytest.raises(applications.NotVerified):
        applications.accept(application=application, by=coordinator)
    with pytest.raises(applications.NotVerified):
        applications.put_on_reserve(application=application, by=coordinator)


def test_without_a_pillar_no_seat_is_given(coordinator):
    application = ApplicationFactory(state="verified", pillar="")

    with pytest.raises(applications.PillarMissing):
        applications.accept(application=application, by=coordinator)

    application.refresh_from_db()
    assert application.state == ApplicationState.VERIFIED
    assert not Enrollment.objects.exists()


def test_verifying_never_opens_a_decided_application_again(coordinator):
    application = ApplicationFactory(state="verified")
    applications.accept(application=application, by=coordinator)

    with pytest.raises(InvalidTransition):
        applications.verify(application=application, by=coordinator)

    assert Enrollment.objects.count() == 1


@pytest.mark.parametrize("state", ["accepted", "reserve", "declined"])
def test_taking_the_check_back_never_opens_a_decided_application_again(coordinator, state):
    application = ApplicationFactory(state="verified")
    decide = {
        "accepted": applications.accept,
        "reserve": applications.put_on_reserve,
        "declined": partial(applications.decline, reason="Kuota penuh."),
    }[state]
    decide(application=application, by=coordinator)

    with pytest.raises(InvalidTransition):
        applications.unverify(application=application, by=coordinator)

    application.refresh_from_db()
    assert application.state == state


@pytest.mark.parametrize(
    "decide",
    [
        applications.verify,
        applications.unverify,
        applications.accept,
        applications.put_on_reserve,
        partial(applications.decline, reason="Tidak cocok"),
        partial(applications.set_score, score=100),
        applications.undo,
    ],
)
def test_nobody_decides_about_the_own_application(coordinator, decide):
    own = ApplicationFactory(state="verified", user=coordinator, batch__coordinators=[coordinator])

    with pytest.raises(applications.OwnApplication):
        decide(application=own, by=coordinator)

    own.refresh_from_db()
    assert (own.state, own.score) == ("verified", None)
    assert not coordinator.has_perm("courses.decide_application", own)
    assert UserFactory(program_manager=True).has_perm("courses.decide_application", own)


def test_the_reserve_list_counts_from_one(coordinator):
    batch = BatchFactory(selecting=True)

    on_reserve(batch, coordinator, "Sulastri", "Ma'ruf", "Nur'aini")

    assert reserve_list(batch) == [("Sulastri", 1), ("Ma'ruf", 2), ("Nur'aini", 3)]


@pytest.mark.parametrize(
    "leave",
    [
        lambda row, by: applications.accept(application=row, by=by),
        lambda row, by: applications.decline(application=row, by=by, reason="Kuota penuh."),
        lambda row, by: applications.withdraw(application=row, by=row.user),
        lambda row, by: applications.undo(application=row, by=by),
    ],
    ids=["accepted", "declined", "withdrawn", "taken back"],
)
def test_who_leaves_the_reserve_list_lets_the_others_move_up(coordinator, leave):
    batch = BatchFactory(selecting=True)
    _first, second, *_rest = on_reserve(
        batch, coordinator, "Sulastri", "Ma'ruf", "Nur'aini", "Hidayat"
    )

    leave(second, coordinator)

    assert reserve_list(batch) == [("Sulastri", 1), ("Nur'aini", 2), ("Hidayat", 3)]


def test_declining_needs_a_reason_which_the_applicant_reads(coordinator):
    application = ApplicationFactory(state="verified")

    with pytest.raises(applications.ReasonMissing):
        applications.decline(application=application, by=coordinator, reason="  ")
    applications.decline(application=application, by=coordinator, reason="Kuota penuh.")

    application.refresh_from_db()
    assert (application.state, application.reason) == ("declined", "Kuota penuh.")
    assert Notice.objects.get(user=application.user).params["reason"] == "Kuota penuh."


def test_declined_twice_it_is_once_with_the_first_reason(coordinator):
    application = ApplicationFactory(state="verified")
    applications.decline(application=application, by=coordinator, reason="Kuota penuh.")

    applications.decline(application=application, by=coordinator, reason="Terlambat.")

    application.refresh_from_db()
    assert (application.state, application.reason) == ("declined", "Kuota penuh.")
    assert Notice.objects.filter(user=application.user).count() == 1


def test_who_leaves_a_reserve_list_moves_nobody_on_that_of_another_batch(coordinator):
    batch, other = BatchFactory(selecting=True), BatchFactory(selecting=True)
    first, _second = on_reserve(batch, coordinator, "Sulastri", "Ma'ruf")
    on_reserve(other, coordinator, "Fauzi", "Aminah")

    applications.withdraw(application=first, by=first.user)

    assert reserve_list(batch) == [("Ma'ruf", 1)]
    assert reserve_list(other) == [("Fauzi", 1), ("Aminah", 2)]


def test_many_are_accepted_by_score_then_by_time_of_sending(coordinator):
    batch = BatchFactory(selecting=True, seats=2)
    rows = [
        ApplicationFactory(batch=batch, state="verified", user__full_name=name, score=score)
        for name, score in (("Rendah", 40), ("Tinggi", 90), ("Tanpa", None), ("Tengah", 70))
    ]

    outcomes = decide_many(Decision(Deed.ACCEPT), applications=rows, by=coordinator)

    done = [row.application.user.full_name for row in outcomes if row.is_done]
    refused = {row.application.user.full_name: type(row.refusal) for row in outcomes}
    assert done == ["Tinggi", "Tengah"]
    assert refused["Rendah"] is refused["Tanpa"] is applications.BatchFull


def test_of_equal_scores_who_sent_first_gets_the_seat(coordinator):
    batch = BatchFactory(selecting=True, seats=1)
    late, early = (
        ApplicationFactory(
            batch=batch, state="verified", score=80, submitted_at=timezone.now() - days(ago)
        )
        for ago in (1, 2)
    )

    outcomes = decide_many(Decision(Deed.ACCEPT), applications=[late, early], by=coordinator)

    assert [row.application for row in outcomes if row.is_done] == [early]


def test_who_finds_no_seat_goes_to_the_reserve_list_in_the_same_order(coordinator):
    batch = BatchFactory(selecting=True, seats=1)
    rows = [
        ApplicationFactory(batch=batch, state="verified", user__full_name=name, score=score)
        for name, score in (("Rendah", 40), ("Tinggi", 90), ("Tengah", 70))
    ]

    decide_many(Decision(Deed.ACCEPT, rest_to_reserve=True), applications=rows, by=coordinator)

    assert reserve_list(batch) == [("Tengah", 1), ("Rendah", 2)]


def test_one_refusal_does_not_stop_the_others(coordinator):
    rows = [ApplicationFactory(state="withdrawn"), ApplicationFactory()]

    outcomes = decide_many(Decision(Deed.VERIFY), applications=rows, by=coordinator)

    assert [row.is_done for row in outcomes] == [False, True]
