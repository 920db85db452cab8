"""What a roster that was marked without a signal sends: it comes once and overwrites nothing."""

import uuid

import pytest

from academy.core.models import AuditEntry
from courses.attendance.actions import ledger
from tests.courses.attendance.hall import hall
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def send(client, here, *, client_id, **marks):
    """Send as the script does: `marks` are (shown, status) by the key of a seat."""
    form = {"client_id": str(client_id)}
    for seat in here.seats:
        if f"s{seat.pk}" in marks:
            shown, status = marks[f"s{seat.pk}"]
            form |= {f"shown_{seat.public_id}": shown, f"status_{seat.public_id}": status}
    return client.post(here.roster, form, headers={"X-Part": "roster"})


def test_what_comes_twice_is_once_and_is_answered_alike(client):
    here = hall(2)
    first, second = here.seats
    client.force_login(here.coordinator)
    name = uuid.uuid4()
    marks = {f"s{first.pk}": ("", "present"), f"s{second.pk}": ("", "absent")}
    one = send(client, here, client_id=name, **marks)
    # Somebody else sets it right before the answer is asked for again.
    other = UserFactory(program_manager=True)
    ledger.note(session=here.session, statuses={second.pk: "ill"}, by=other, source="roster")
    two = send(client, here, client_id=name, **marks)
    assert one.json() == two.json() == {"received": str(name)}
    assert here.noted() == {first.pk: ("present", "roster"), second.pk: ("ill", "roster")}
    assert AuditEntry.objects.filter(verb="attendance noted").count() == 2
    # Nothing is said of a clash: it is the very list that had come.
    assert "Orang lain" not in client.get(here.roster).text


def test_marks_that_come_late_overwrite_nothing_and_are_told(client):
    here = hall()
    [seat] = here.seats
    ledger.note(
        session=here.session, statuses={seat.pk: "ill"},
        by=UserFactory(program_manager=True), source="roster",
    )  # fmt: skip
    client.force_login(here.coordinator)
    answer = send(client, here, client_id=uuid.uuid4(), **{f"s{seat.pk}": ("", "present")})
    assert answer.status_code == 200
    assert here.noted() == {seat.pk: ("ill", "roster")}
    assert seat.user.full_name in str(list(client.get(here.roster).context["messages"])[-1])


def test_what_is_refused_is_said_and_can_be_sent_again_under_its_name(client):
    here = hall()
    [seat] = here.seats
    ledger.note(
        session=here.session, statuses={seat.pk: "present"}, by=here.coordinator, source="roster"
    )
    guide = UserFactory()
    MembershipFactory(user=guide, pesantren=seat.pesantren, role="companion")
    client.force_login(guide)
    name = uuid.uuid4()
    answer = send(client, here, client_id=name, **{f"s{seat.pk}": ("present", "absent")})
    assert answer.status_code == 409
    assert "alasan" in answer.json()["refused"].lower()
    assert here.noted() == {seat.pk: ("present", "roster")}
    form = {
        "client_id": str(name), "reason": "Pulang sebelum mulai.",
        f"shown_{seat.public_id}": "present", f"status_{seat.public_id}": "absent",
    }  # fmt: skip
    answer = client.post(here.roster, form, headers={"X-Part": "roster"})
    assert answer.json() == {"received": str(name)}
    assert here.noted() == {seat.pk: ("absent", "companion")}


def test_one_name_with_other_marks_is_refused_and_nothing_is_written(client):
    here = hall()
    [seat] = here.seats
    client.force_login(here.coordinator)
    name = uuid.uuid4()
    send(client, here, client_id=name, **{f"s{seat.pk}": ("", "present")})
    answer = send(client, here, client_id=name, **{f"s{seat.pk}": ("present", "ill")})
    assert answer.status_code == 409
    assert here.noted() == {seat.pk: ("present", "roster")}
