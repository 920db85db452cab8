"""A timetable goes later as a whole: looked at, done in one act, told once, taken back."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.notify.texts import sentence
from courses.attendance.queries import roster
from courses.models import Enrollment, Session, TimetableShift
from courses.programs.actions import shifting
from courses.programs.queries.shifting import Shift
from tests.courses.world import world
from tests.factories.courses import (
    AttendanceFactory,
    BatchFactory,
    ModuleScheduleFactory,
    SessionFactory,
    days,
)

pytestmark = pytest.mark.django_db


def at(count, hour=9):
    """Return the moment `count` days from today at `hour`, WIB."""
    day = timezone.localdate() + days(count)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def day(count):
    return (timezone.localdate() + days(count)).isoformat()


@pytest.fixture
def here():
    """A batch with a session held, two to come, and a module that is open and due."""
    found = world()
    found.held = SessionFactory(batch=found.batch, title="Sudah", held=True)
    found.first, found.second = (
        SessionFactory(batch=found.batch, title=title, starts_at=at(count))
        for title, count in (("Cahaya", 5), ("Bazar", 20))
    )
    found.module = ModuleScheduleFactory(
        batch=found.batch,
        module=found.tree.modules[0],
        opens_at=at(-5),
        due_at=at(10, 23),
        closes_at=at(30),
    )
    return found


def address(here):
    return reverse("courses:batch_shift", args=[here.batch.public_id])


def asked(**more):
    return {
        "from_on": day(0), "days": "14", "keeps_weekdays": "on", "client_id": str(uuid.uuid4()),
    } | more  # fmt: skip


def as_seen(response):
    """Return what the page that was looked at sends with its button."""
    page = response.context
    shown = {f"shown-{name}": text for name, text in page["shown"].items()}
    return shown | {"seen": page["seen"]}


def move(client, here, **more):
    client.force_login(here.coordinator)
    sent = asked(**more)
    looked = client.post(address(here), sent)
    return client.post(address(here), sent | as_seen(looked))


def dates(here):
    for row in (here.batch, here.held, here.first, here.second, here.module):
        row.refresh_from_db()
    return {
        "held": here.held.starts_at,
        "first": (here.first.starts_at, here.first.ends_at),
        "second": here.second.starts_at,
        "module": (here.module.opens_at, here.module.due_at, here.module.closes_at),
        "batch": (here.batch.starts_on, here.batch.ends_on),
    }


def test_every_date_to_come_is_shown_first_and_then_moves_in_one_act(client, here):
    before = dates(here)
    client.force_login(here.coordinator)
    sent = asked()
    looked = client.post(address(here), sent)
    plan = looked.context["plan"]
    assert [(entry.title, entry.column) for entry in plan.moving] == [
        ("Cahaya", "starts_at"),
        (here.tree.modules[0].title, "due_at"),
        ("Bazar", "starts_at"),
        (here.tree.modules[0].title, "closes_at"),
        (str(here.batch), "ends_on"),
    ]
    assert ("Sudah", "sudah diadakan") in [
        (entry.title, str(entry.stays)) for entry in plan.staying
    ]
    assert dates(here) == before

    sent |= as_seen(looked)
    assert [client.post(address(here), sent).status_code for _twice in range(2)] == [302, 302]
    opened, due, closes = before["module"]
    assert dates(here) == {
        "held": before["held"],
        "first": tuple(moment + days(14) for moment in before["first"]),
        "second": before["second"] + days(14),
        "module": (opened, due + days(14), closes + days(14)),
        "batch": (before["batch"][0], before["batch"][1] + days(14)),
    }
    [made] = TimetableShift.objects.all()
    entry = AuditEntry.objects.about(here.batch).get(verb="timetable shifted")
    assert entry.data == {"shift": made.pk, "dates": 5}


def test_what_falls_into_the_pause_and_after_it_goes_later_on_the_same_weekday(client, here):
    before = dates(here)
    move(client, here, days="0", pause_from=day(15), pause_until=day(44))
    after = dates(here)
    assert after["first"] == before["first"]
    # Thirty days are five full weeks.
    assert after["second"] == before["second"] + days(35)
    assert after["module"][1:] == (before["module"][1], before["module"][2] + days(35))


def test_dates_before_the_chosen_day_stay(client, here):
    before = dates(here)
    move(client, here, from_on=day(15), days="-3")
    after = dates(here)
    assert (after["first"], after["module"][1]) == (before["first"], before["module"][1])
    assert after["second"] == before["second"] - days(3)


def test_everybody_concerned_is_told_once_however_many_sessions_move(client, here, run_jobs):
    here.second.trainer = here.trainer
    here.second.save()
    move(client, here)
    run_jobs()
    told = {notice.user: sentence(notice) for notice in Notice.objects.filter(kind__startswith="t")}
    assert set(told) == {here.seats[0].user, here.trainer}
    assert Notice.objects.count() == 2
    assert f"Jadwal {here.batch} bergeser" in told[here.trainer]
    assert "“Cahaya”" in told[here.seats[0].user]


def test_a_date_that_somebody_else_changed_meanwhile_is_told_and_nothing_moves(client, here):
    client.force_login(here.coordinator)
    sent = asked()
    looked = client.post(address(here), sent)
    Session.objects.filter(pk=here.first.pk).update(starts_at=at(6), ends_at=at(6, 11))
    here.second.cancelled_at = timezone.now()
    here.second.save()
    back = client.post(address(here), sent | as_seen(looked))
    page = back.content.decode()
    assert "Diubah orang lain sementara itu" in page
    assert [entry.title for entry in back.context["plan"].moving if entry.is_news] == ["Cahaya"]
    assert back.context["gone"] == ["Bazar"]
    assert not TimetableShift.objects.exists()
    # The page that came back is one that was looked at.
    assert client.post(address(here), sent | as_seen(back)).status_code == 302


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"days": "-8"}, "Ini akan jatuh di masa lalu."),
        ({"from_on": day(25), "days": "-21"}, "tidak lagi mendahului"),
        ({"from_on": day(90)}, "Tidak ada tanggal mendatang"),
    ],
)
def test_dates_that_contradict_are_named_and_cannot_be_sent(client, here, given, words):
    client.force_login(here.coordinator)
    looked = client.post(address(here), asked(**given))
    assert words in looked.content.decode()
    assert 'name="seen"' not in looked.content.decode()
    form = {"from_on": dt.date.fromisoformat(given.get("from_on", day(0)))}
    shift = Shift(days=int(given.get("days", 14)), **form)
    with pytest.raises((shifting.DatesContradict, shifting.NothingMoves)):
        shifting.shift_timetable(
            batch=here.batch,
            by=here.coordinator,
            shift=shift,
            shown=looked.context["plan"].shown(),
        )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"days": "0"}, "days"),
        ({"days": "empat"}, "days"),
        ({"days": "99999999999999999999"}, "days"),
        ({"from_on": "31/02/2026"}, "from_on"),
        ({"pause_from": day(3)}, "pause_until"),
        ({"pause_until": day(3)}, "pause_from"),
        ({"pause_from": day(9), "pause_until": day(3)}, "pause_until"),
        ({"pause_from": day(1), "pause_until": day(200)}, "pause_until"),
    ],
)
def test_a_form_that_makes_no_sense_says_so_beside_its_field(client, here, given, field):
    client.force_login(here.coordinator)
    answered = client.post(address(here), asked(**given))
    assert set(answered.context["form"].errors) == {field}
    assert "plan" not in answered.context


def test_clashes_ends_and_check_ins_are_told_before_it_moves(client, here):
    other = BatchFactory(coordinators=[here.coordinator], name="Angkatan Lain")
    SessionFactory(batch=other, title="Rapat", starts_at=at(19))
    AttendanceFactory(
        session=here.first, enrollment=here.seats[0], source="code", checked_in_at=timezone.now()
    )
    # The last day of the batch stays: it is before the day of the shift no more.
    client.force_login(here.coordinator)
    page = client.post(address(here), asked()).content.decode()
    assert "“Rapat” dari Angkatan Lain" in page
    assert "1 orang sudah absen" in page
    here.batch.ends_on = timezone.localdate()
    here.batch.save()
    page = client.post(address(here), asked(from_on=day(1))).content.decode()
    assert "Setelah hari angkatan dapat ditutup." in page


def test_who_checked_in_stays_so_when_the_session_moves(client, here):
    noted = AttendanceFactory(
        session=here.first, enrollment=here.seats[0], source="code", checked_in_at=timezone.now()
    )
    move(client, here)
    noted.refresh_from_db()
    assert (noted.status, noted.session) == ("present", here.first)
    here.first.refresh_from_db()
    [line] = roster(here.first, Enrollment.objects.filter(batch=here.batch))
    assert line.is_elsewhen


def test_it_is_put_back_but_for_what_somebody_changed_since(client, here, run_jobs):
    before = dates(here)
    move(client, here)
    [made] = TimetableShift.objects.all()
    Session.objects.filter(pk=here.second.pk).update(starts_at=at(40), ends_at=at(40, 11))
    undo = reverse("courses:batch_shift_undo", args=[here.batch.public_id, made.public_id])
    page = client.post(undo, follow=True).content.decode()
    assert "1 tanggal tetap" in page
    client.post(undo)
    run_jobs()
    assert dates(here) == before | {"second": at(40)}
    made.refresh_from_db()
    assert made.undone_by == here.coordinator
    assert Notice.objects.filter(kind="timetable_moved_back").count() == 1


def test_after_a_quarter_of_an_hour_it_stands(client, here):
    move(client, here)
    TimetableShift.objects.update(moved_at=timezone.now() - dt.timedelta(minutes=16))
    [made] = TimetableShift.objects.all()
    with pytest.raises(shifting.TooLate):
        shifting.undo_shift(shift=made, by=here.coordinator)
    assert "Kembalikan tanggalnya" not in client.get(address(here)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_as_often_for_three_sessions_as_for_one(
    client, here, count, django_assert_num_queries
):
    for number in range(count - 1):
        SessionFactory(batch=here.batch, starts_at=at(6 + number))
    client.force_login(here.coordinator)
    client.get(address(here))
    with django_assert_num_queries(12):
        client.post(address(here), asked())
