"""People come into a batch by a spreadsheet: looked at, taken in, and taken back."""

import datetime as dt

import pytest
from django.utils import timezone

from academy.core.models import AuditEntry, Job
from academy.people import accesses
from academy.people.models import AccessKind, PrivacyNotice, User
from courses.intake.actions.confirming import TAKE_JOB
from courses.intake.actions.errors import HasSignedIn, TooLate
from courses.intake.actions.sweeping import forget_old
from courses.intake.actions.undoing import request_undo
from courses.models import Application, Enrollment, IntakeList
from tests.courses.intake.listing import person
from tests.courses.intake.lists import (
    a_batch,
    confirmed,
    lots,
    people,
    results,
    row,
    uploaded,
)
from tests.factories.people import UserFactory

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


def test_who_has_signed_in_stays_and_the_list_says_so(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, *people(2))
    run_jobs()
    confirmed(listing, rina)
    run_jobs()
    User.objects.filter(full_name="Siti Aminah AAaa").update(last_login=timezone.now())
    request_undo(listing=listing, by=rina)
    run_jobs()
    assert results(listing) == ["seated", "back"]
    assert row(listing, 2).told == str(HasSignedIn.message)
    assert Enrollment.objects.get().user.full_name == "Siti Aminah AAaa"


def test_an_account_that_somebody_has_opened_stays_without_its_seat(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, *people(1))
    run_jobs()
    confirmed(listing, rina)
    run_jobs()
    made = row(listing, 2).person
    accesses.record(AccessKind.PERSON_OPENED, by=rina, about=made)
    request_undo(listing=listing, by=rina)
    run_jobs()
    assert (results(listing), bool(row(listing, 2).told)) == (["back"], True)
    assert not Enrollment.objects.exists()
    # A list that names the person again makes no second account.
    again = uploaded(batch, rina, *people(1))
    run_jobs()
    assert (lots(again), row(again, 2).person) == (["known"], made)


def test_who_was_there_before_the_list_keeps_the_account(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    known = UserFactory(full_name="Siti Aminah AAaa", phone="+6281200000000")
    listing = uploaded(batch, rina, *people(1))
    run_jobs()
    confirmed(listing, rina)
    run_jobs()
    request_undo(listing=listing, by=rina)
    run_jobs()
    assert (results(listing), Enrollment.objects.count()) == (["back"], 0)
    assert User.objects.filter(pk=known.pk).exists()


def test_after_a_day_nothing_is_taken_back_as_a_whole(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, *people(1))
    run_jobs()
    confirmed(listing, rina)
    run_jobs()
    IntakeList.objects.update(confirmed_at=timezone.now() - dt.timedelta(hours=25))
    with pytest.raises(TooLate):
        request_undo(listing=listing, by=rina)


def test_work_that_was_broken_off_and_begun_anew_makes_nobody_twice(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, *people(3))
    run_jobs()
    confirmed(listing, rina)
    run_jobs()
    Job.objects.filter(kind=TAKE_JOB).update(state="queued", done_count=0, finished_at=None)
    run_jobs()
    assert (results(listing), Enrollment.objects.count()) == (["seated"] * 3, 3)
    assert User.objects.filter(phone__startswith="+62812").count() == 3


def test_consent_on_paper_is_recorded_for_those_who_get_an_account(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    notice = PrivacyNotice.objects.create(version=1, text="Kami …", published_at=timezone.now())
    listing = uploaded(batch, rina, *people(1))
    run_jobs()
    confirmed(listing, rina, consent_by="KH. Abdul Karim")
    run_jobs()
    [consent] = row(listing, 2).person.consents.all()
    assert (consent.notice, consent.giver, consent.giver_name, consent.recorded_by) == (
        notice,
        "pesantren",
        "KH. Abdul Karim",
        rina,
    )


def test_old_drafts_go_with_their_files_and_of_taken_lists_the_figures_stay(
    batch_and_rina, run_jobs, django_capture_on_commit_callbacks
):
    batch, rina = batch_and_rina
    draft, taken = (uploaded(batch, rina, *people(count)) for count in (1, 2))
    run_jobs()
    confirmed(taken, rina)
    run_jobs()
    long_ago = timezone.now() - dt.timedelta(days=31)
    IntakeList.objects.filter(pk=draft.pk).update(touched_at=long_ago)
    IntakeList.objects.filter(pk=taken.pk).update(confirmed_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        forget_old()
    [left] = IntakeList.objects.all()
    assert (left, left.rows.count(), left.figures["seated"]) == (taken, 0, 2)
    storage = taken.file.storage
    assert [storage.exists(str(each.file.name)) for each in (draft, taken)] == [False, False]
