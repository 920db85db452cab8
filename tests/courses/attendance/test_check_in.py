"""Who is in the hall checks in by its code: scanned or typed, once, and nobody else."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from academy.core.models import AuditEntry
from academy.people.entrance.guessing import limits
from academy.people.models import User
from courses.models import Attendance
from tests.courses.attendance.hall import digits, hall, handset, later, scan, tap
from tests.factories.courses import AttendanceFactory, EnrollmentFactory, SessionFactory
from tests.factories.people import PIN

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def test_who_scans_the_code_and_taps_once_is_noted_as_present():
    here = hall()
    [seat] = here.seats
    phone = handset(seat.user)
    page = phone.get(scan(here.session))
    # Looking notes nobody: a chat looks at links too.
    assert here.noted() == {}
    assert "Saya hadir di" in page.text
    assert escape(seat.user.display_name) in page.text
    page = tap(phone, here)
    assert "Anda tercatat hadir" in page.text
    assert here.noted() == {seat.pk: ("present", "code")}
    seat.refresh_from_db()
    entry = Attendance.objects.get()
    assert (seat.attendance_percent, seat.last_seen_at is not None) == (100, True)
    assert (entry.noted_by, entry.noted_at) == (None, entry.checked_in_at)
    logged = AuditEntry.objects.get(verb="checked in")
    assert (logged.actor_id, logged.object_id) == (seat.user_id, here.session.pk)


def test_a_code_of_now_survives_the_minutes_that_signing_in_takes():
    here = hall()
    user = here.seats[0].user
    user.set_password(PIN)
    user.save()
    phone = Client()
    place = scan(here.session)
    asked = phone.get(place)
    assert asked.url.startswith("/masuk/")
    assert "_auth_user_id" not in phone.session
    with later(minutes=4):
        page = phone.post(asked.url, {"login": user.username, "password": PIN}, follow=True)
        assert page.request["PATH_INFO"] == place
        assert "Saya hadir di" in page.text
        tap(phone, here)
    assert set(here.noted()) == {here.seats[0].pk}


def test_also_an_own_pin_may_be_chosen_in_between():
    here = hall()
    user = here.seats[0].user
    user.set_password(PIN)
    user.must_change_secret = True
    user.save()
    phone = Client()
    asked = phone.get(scan(here.session))
    phone.post(asked.url, {"login": user.username, "password": PIN})
    with later(minutes=3):
        home = phone.post("/akun/pin-baru/", {"new": "573920", "again": "573920"}, follow=True)
        assert here.address in home.text
        assert "Saya hadir di" in phone.get(here.address).text
        tap(phone, here)
    assert set(here.noted()) == {here.seats[0].pk}


def test_a_code_photographed_and_sent_to_a_friend_is_worth_nothing_after_a_minute():
    here = hall()
    friend = handset(here.seats[0].user)
    photographed = scan(here.session)
    with later(seconds=61):
        assert "tidak berlaku lagi" in friend.get(photographed).text
        assert "lebih dari sepuluh menit" in tap(friend, here).text
    assert here.noted() == {}


@pytest.mark.parametrize("ends", ["ten minutes", "signing out", "another session"])
def test_what_ends_a_scan(ends):
    here = hall()
    phone = handset(here.seats[0].user)
    phone.get(scan(here.session))
    if ends == "signing out":
        phone.post("/keluar/")
        phone.force_login(here.seats[0].user)
    elif ends == "another session":
        here.session = SessionFactory(batch=here.batch, starts_at=here.session.starts_at)
    with later(minutes=11 if ends == "ten minutes" else 1):
        assert "Saya hadir di" in phone.get(here.address).text
        assert 'name="code"' in phone.get(here.address).text
        tap(phone, here)
    assert here.noted() == {}


@pytest.mark.parametrize("written", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "arab"])
def test_six_digits_are_typed_as_hands_type_them(written):
    here = hall()
    code = digits(here.session)
    if written == "arab":
        typed = "".join("٠١٢٣٤٥٦٧٨٩"[int(sign)] for sign in code)
    else:
        typed = written.format(code)
    tap(handset(here.seats[0].user), here, code=typed)
    assert here.noted() == {here.seats[0].pk: ("present", "code")}


def own_other(here):
    return SessionFactory(batch=here.batch, title="Harga", starts_at=here.session.starts_at)


ERRORS = {
    "wrong": (lambda here: digits(SessionFactory()), "bukan kode sesi ini"),
    "too short": (lambda here: "12345", "enam angka"),
    "nothing": (lambda here: "", "enam angka"),
    "too old": (lambda here: digits(here.session, seconds_ago=90), "sudah berganti"),
    "own other": (lambda here: digits(own_other(here)), "kode sesi “Harga”"),
    "foreign": (
        lambda here: digits(SessionFactory(starts_at=here.session.starts_at)), "kode sesi lain",
    ),
    "yesterday's": (lambda here: digits(SessionFactory(held=True)), "bukan kode sesi ini"),
}  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_what_is_wrong_with_a_code_is_told(case):
    here = hall()
    code, says = ERRORS[case]
    page = tap(handset(here.seats[0].user), here, code=code(here))
    assert says in page.text
    assert here.noted() == {}


@pytest.mark.parametrize(
    ("session", "says"),
    [
        ({"hours": -0.6}, "dibuka pada"),
        ({"hours": 2.1}, "sudah berakhir"),
        ({"cancelled_at": timezone.now()}, "dibatalkan"),
    ],
)
def test_before_after_and_of_a_session_called_off_the_page_says_so(session, says):
    here = hall(**session)
    phone = handset(here.seats[0].user)
    for page in (
        phone.get(scan(here.session)), phone.get(here.address), tap(phone, here),
        tap(phone, here, code=digits(here.session)),
    ):  # fmt: skip
        assert says in page.text
    assert here.noted() == {}


@pytest.mark.parametrize(("hours", "taken"), [(-0.49, True), (0, True), (1.99, True)])
def test_the_check_in_is_open_from_half_an_hour_before_to_the_end(hours, taken):
    here = hall(hours=hours)
    tap(handset(here.seats[0].user), here, code=digits(here.session))
    assert bool(here.noted()) is taken


def test_the_code_of_yesterday_leads_to_the_session_of_today():
    here = hall()
    over = SessionFactory(batch=here.batch, held=True)
    page = handset(here.seats[0].user).get(scan(over, seconds_ago=24 * 3600))
    assert "sudah berakhir" in page.text
    assert here.address in page.text


def test_who_has_no_seat_in_the_batch_is_told_so():
    here = hall()
    stranger = handset(EnrollmentFactory().user)
    answer = stranger.get(scan(here.session))
    assert (answer.status_code, "tidak punya kursi" in answer.text) == (403, True)
    assert tap(stranger, here, code=digits(here.session)).status_code == 403


def test_sent_twice_it_is_one_record_and_told_as_the_first_time():
    here = hall()
    phone = handset(here.seats[0].user)
    form = {"client_id": str(uuid.uuid4()), "code": digits(here.session)}
    first = tap(phone, here, **form)
    # The answer was lost; the handset sends it again when the code is an old one.
    with later(minutes=5):
        again = tap(phone, here, **form)
        third = tap(phone, here, code="000000")
    assert ["Anda tercatat hadir" in page.text for page in (first, again)] == [True, True]
    assert first.redirect_chain == again.redirect_chain != []
    assert "Anda tercatat hadir" in third.text
    assert Attendance.objects.count() == AuditEntry.objects.filter(verb="checked in").count() == 1


def test_who_is_noted_as_present_already_is_told_so_and_asked_nothing():
    here = hall()
    AttendanceFactory(session=here.session, enrollment=here.seats[0])
    page = handset(here.seats[0].user).get(scan(here.session))
    assert "Anda tercatat hadir" in page.text
    assert "Saya hadir di" not in page.text


def test_guesses_are_few_and_a_right_code_uses_up_none():
    here = hall(2)
    lazy, other = (handset(seat.user) for seat in here.seats)
    wrong = [
        tap(lazy, here, code=f"{number:06d}").text for number in range(limits.CHECKING_IN.burst)
    ]
    assert not any("oba lagi dalam" in page for page in wrong)
    page = tap(lazy, here, code=digits(here.session))
    assert "oba lagi dalam" in page.text
    assert here.noted() == {}
    # The classmate beside does not wait, and the camera needs no guess.
    tap(other, here, code=digits(here.session))
    lazy.get(scan(here.session))
    tap(lazy, here)
    assert set(here.noted()) == {seat.pk for seat in here.seats}


def test_a_right_code_uses_up_no_guess_and_each_session_has_its_own():
    here = hall()
    phone = handset(here.seats[0].user)
    for _number in range(limits.CHECKING_IN.burst + 1):
        tap(phone, here, code=digits(here.session))
        Attendance.objects.all().delete()
    for _number in range(limits.CHECKING_IN.burst):
        assert "oba lagi dalam" not in tap(phone, here, code="000000").text
    assert "oba lagi dalam" in tap(phone, here, code="000000").text
    here.session = own_other(here)
    assert "oba lagi dalam" not in tap(phone, here, code="000000").text


def test_who_can_open_the_code_is_noted_by_somebody_else():
    here = hall()
    own = EnrollmentFactory(batch=here.batch, user=here.coordinator)
    phone = handset(here.coordinator)
    assert "orang lain yang mengelola" in phone.get(scan(here.session)).text
    tap(phone, here, code=digits(here.session))
    tap(phone, here)
    assert here.noted() == {}
    assert own.pk not in here.noted()


def test_whose_seat_was_left_checks_in_no_more_and_who_has_passed_does():
    here = hall(2)
    left, passed = here.seats
    type(left).objects.filter(pk=left.pk).update(state="withdrawn")
    type(left).objects.filter(pk=passed.pk).update(
        state="completed", is_eligible=True, eligible_at=timezone.now(), completed_at=timezone.now()
    )
    assert tap(handset(left.user), here, code=digits(here.session)).status_code == 403
    tap(handset(passed.user), here, code=digits(here.session))
    assert here.noted() == {passed.pk: ("present", "code")}


def test_the_own_copy_of_data_says_when_one_checked_in(client):
    here = hall()
    phone = handset(here.seats[0].user)
    tap(phone, here, code=digits(here.session))
    copy = phone.get("/akun/privasi/salinan/").text
    assert "kode absen" in copy
    assert User.objects.filter(pk=here.seats[0].user_id).exists()
