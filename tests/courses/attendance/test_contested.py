"""A companion who changes what others noted says why; after a week it is asked and decided."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from academy.notify.models import Notice
from courses.attendance.actions import requests
from courses.attendance.actions.contested import ASK_AFTER
from courses.models import Attendance, AttendanceRequest
from tests.courses.world import world
from tests.factories.courses import AttendanceFactory, SessionFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client):
    here = world()
    [seat] = here.seats
    session = SessionFactory(batch=here.batch, held=True)
    AttendanceFactory(
        session=session, enrollment=seat, status="absent", source="roster",
        noted_by=here.coordinator, noted_at=timezone.now() - dt.timedelta(days=1),
    )  # fmt: skip
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=seat.pesantren, role="companion")
    client.force_login(companion)
    address = reverse("courses:roster", args=[session.public_id])
    return SimpleNamespace(
        seat=seat, session=session, companion=companion, address=address,
        coordinator=here.coordinator,
    )  # fmt: skip


def send(client, at, reason="", status="present"):
    shown = Attendance.objects.get().status
    name = at.seat.public_id
    return client.post(
        at.address, {f"shown_{name}": shown, f"status_{name}": status, "reason": reason}
    )


def stands():
    return Attendance.objects.get().status


def noted_long_ago():
    Attendance.objects.update(noted_at=timezone.now() - ASK_AFTER - dt.timedelta(hours=1))


def told(user):
    return list(Notice.objects.filter(user=user).values_list("kind", flat=True))


def test_what_a_coordinator_noted_is_changed_with_a_reason_and_the_coordinator_is_told(client, at):
    page = send(client, at)
    # Nothing is lost: the mark comes back, and the reason is asked for.
    assert (page.status_code, stands()) == (200, "absent")
    assert page.context["lacks_reason"]
    assert 'value="present"\n            checked' in page.content.decode()
    assert told(at.coordinator) == []

    assert send(client, at, "Datang terlambat.").status_code == 302
    assert stands() == "present"
    assert told(at.coordinator) == ["attendance_changed"]
    client.force_login(at.coordinator)
    page = client.get(at.address).content.decode()
    assert "Datang terlambat." in page
    assert escape(at.companion.full_name) in page


def test_what_was_contested_once_is_not_the_companions_alone_from_then_on(client, at):
    send(client, at, "Datang terlambat.")
    # Neither is it changed once more without a word, nor emptied in two steps.
    assert send(client, at, status="ill").status_code == 200
    send(client, at, status="")
    assert stands() == "present"
    assert told(at.coordinator) == ["attendance_changed"]

    assert send(client, at, "Ternyata sakit.", status="ill").status_code == 302
    assert stands() == "ill"
    assert told(at.coordinator) == ["attendance_changed"] * 2
    # After a week it is asked, as what others noted is.
    noted_long_ago()
    send(client, at, "Hadir.", status="present")
    assert stands() == "ill"
    assert AttendanceRequest.objects.filter(decided_at=None).count() == 1


@pytest.mark.parametrize(("decision", "status"), [("accept", "present"), ("decline", "absent")])
def test_after_a_week_it_is_asked_and_those_who_run_the_batch_decide(client, at, decision, status):
    noted_long_ago()
    send(client, at, "Salah catat.")
    # Asked once more, it is one request with the newer words.
    send(client, at, "Ada di foto.")
    assert stands() == "absent"
    assert told(at.coordinator)[0] == "attendance_asked"
    [asked] = AttendanceRequest.objects.all()
    assert asked.reason == "Ada di foto."

    decide = reverse("courses:attendance_decide", args=[asked.public_id])
    assert client.post(decide, {"decision": "accept"}).status_code == 404
    client.force_login(at.coordinator)
    assert "Ada di foto." in client.get(at.address).content.decode()
    assert [client.post(decide, {"decision": decision}).status_code for _twice in (1, 2)] == [
        302, 302,
    ]  # fmt: skip
    asked.refresh_from_db()
    assert (stands(), asked.decided_by) == (status, at.coordinator)
    assert len(told(at.companion)) == 1


def test_a_request_is_not_accepted_over_what_was_noted_since(client, at):
    noted_long_ago()
    send(client, at, "Salah catat.")
    asked = AttendanceRequest.objects.get()
    Attendance.objects.update(status="ill")
    with pytest.raises(requests.NotedOtherwise):
        requests.decide(request=asked, accept=True, by=at.coordinator)
    assert stands() == "ill"
    requests.decide(request=asked, accept=False, by=at.coordinator)
    with pytest.raises(requests.DecidedMeanwhile):
        requests.decide(request=asked, accept=True, by=at.coordinator)


def test_the_own_entry_of_a_companion_needs_no_reason(client, at):
    Attendance.objects.update(source="companion")
    noted_long_ago()
    assert send(client, at).status_code == 302
    assert stands() == "present"
    assert not AttendanceRequest.objects.exists()
    # Also emptied: nobody else has ever noted it.
    send(client, at, status="")
    assert not Attendance.objects.exists()


def test_what_others_noted_is_not_emptied_by_a_companion_who_is_told_so(client, at):
    page = client.post(
        at.address,
        {f"shown_{at.seat.public_id}": "absent", f"status_{at.seat.public_id}": ""},
        follow=True,
    ).text
    assert stands() == "absent"
    assert not AttendanceRequest.objects.exists()
    assert f"tidak dikosongkan di sini: {escape(at.seat.user.full_name)}" in page
    assert told(at.coordinator) == []
