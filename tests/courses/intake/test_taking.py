"""People come into a batch by a spreadsheet: looked at, taken in, and taken back."""

import pytest

from academy.core.models import AuditEntry
from academy.people.models import User
from courses.intake.actions.undoing import request_undo
from courses.models import Application, Enrollment, IntakeList
from tests.courses.intake.listing import person
from tests.courses.intake.lists import (
    a_batch,
    confirmed,
    lots,
    people,
    results,
    uploaded,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch_and_rina(malang_today, pesantren_of_malang):
    return a_batch(pesantren_of_malang)


def test_nothing_but_the_list_is_written_before_somebody_confirms(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    before = User.objects.count()
    listing = uploaded(batch, rina, *people(3), ["", "Jumlah"], person(full_name="-"))
    run_jobs()
    assert lots(listing) == ["new", "new", "new", "fix", "fix"]
    assert (User.objects.count(), Enrollment.objects.count()) == (before, 0)


def test_confirmed_each_person_has_an_account_and_a_seat(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, *people(3))
    run_jobs()
    confirmed(listing, rina, membership_role="santri")
    run_jobs()
    listing.refresh_from_db()
    assert (listing.state, results(listing)) == ("taken", ["seated"] * 3)
    assert listing.figures == {"seated": 3, "made": 3}
    seat = Enrollment.objects.get(user__full_name="Siti Aminah AAaa")
    assert (seat.batch, seat.pillar, seat.pesantren.nspp) == (
        batch,
        "santripreneur",
        "510035070001",
    )
    assert (seat.user.phone, str(seat.user.birth_on)) == ("+6281200000000", "2000-01-01")
    assert [each.role for each in seat.user.memberships.all()] == ["santri"]
    assert not seat.user.has_usable_password()
    assert AuditEntry.objects.filter(verb="list confirmed", actor=rina).count() == 1


def test_the_same_file_again_creates_nobody(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    for _time in range(2):
        listing = uploaded(batch, rina, *people(3))
        run_jobs()
        if lots(listing) == ["there"] * 3:
            break
        confirmed(listing, rina)
        run_jobs()
    else:
        pytest.fail("the second time somebody was new")
    made = User.objects.filter(phone__startswith="+62812")
    assert (Enrollment.objects.count(), made.count()) == (3, 3)


def test_two_lists_of_the_same_people_that_wait_side_by_side_make_nobody_twice(
    batch_and_rina, run_jobs
):
    batch, rina = batch_and_rina
    lists = [uploaded(batch, rina, *people(3)) for _time in range(2)]
    run_jobs()
    for listing in lists:
        confirmed(listing, rina)
    run_jobs()
    assert [results(listing) for listing in lists] == [["seated"] * 3, ["there"] * 3]
    assert Enrollment.objects.count() == 3


def test_for_whom_no_seat_is_left_the_reserve_list_has_a_place_in_order(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    batch.seats = 2
    batch.save()
    listing = uploaded(batch, rina, *people(4))
    run_jobs()
    confirmed(listing, rina)
    run_jobs()
    assert results(listing) == ["seated", "seated", "reserve", "reserve"]
    places = Application.objects.order_by("reserve_position").values_list(
        "reserve_position", "user__full_name", "state"
    )
    assert list(places) == [
        (1, "Nur Laila AAaa", "reserve"),
        (2, "Bagus Santoso AAaa", "reserve"),
    ]


def test_or_they_are_named_and_get_no_account(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    batch.seats = 1
    batch.save()
    listing = uploaded(batch, rina, *people(2))
    run_jobs()
    confirmed(listing, rina, rest_to="nobody")
    run_jobs()
    assert results(listing) == ["seated", "refused"]
    assert not User.objects.filter(full_name="Ahmad Fauzi AAaa").exists()
    assert listing.rows.get(number=3).told.startswith("Semua kursi")


def test_taken_back_within_a_day_seats_and_unused_accounts_are_gone(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    batch.seats = 2
    batch.save()
    before = User.objects.count()
    listing = uploaded(batch, rina, *people(3))
    run_jobs()
    confirmed(listing, rina)
    run_jobs()
    request_undo(listing=listing, by=rina)
    run_jobs()
    listing.refresh_from_db()
    assert (listing.state, results(listing)) == ("undone", ["back"] * 3)
    assert (User.objects.count(), Enrollment.objects.count()) == (before, 0)
    assert not Application.objects.exists()


def test_a_file_that_is_no_list_is_a_sentence(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, ["Siti", "Jl. 1"], heads=["Nama", "Alamat"])
    run_jobs()
    listing = IntakeList.objects.get(pk=listing.pk)
    assert (listing.state, listing.rows.count()) == ("refused", 0)
    assert listing.message.startswith("Tidak ada baris dengan judul kolom")
