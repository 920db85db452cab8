"""What is typed into a hand-in that is refused: it comes back, and can be sent again or copied."""

import datetime as dt
import uuid
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.acts.actions import SeatNotActive
from courses.assignments.actions import files, submissions
from courses.models import Enrollment, Submission
from tests.courses.assignments.test_hand_in import add, begin
from tests.courses.seats import photo, seat
from tests.factories.courses import ModuleScheduleFactory

pytestmark = pytest.mark.django_db

NOTE = "Sisi kiri masih gelap, jendelanya kecil."
TICKS = {"checked": "on", "own_work": "on"}


@pytest.fixture
def begun(client):
    """The signed-in participant's draft, and the address at which it is handed in."""
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    draft = begin(enrollment, tree)
    ids = [enrollment.batch.public_id, tree.assignments[0].activity_id, draft.public_id]
    return enrollment, tree, draft, reverse("courses:submission_hand_in", args=ids)


def send(client, address):
    sent = TICKS | {"note": NOTE, "client_id": str(uuid.uuid4())}
    answer = client.post(address, sent)
    assert Submission.objects.get().state == "draft"
    assert answer.status_code == 422
    return unescape(answer.text)


def test_half_a_pair_leaves_note_and_ticks_in_the_form(client, begun):
    _enrollment, tree, draft, address = begun
    tree.assignments[0].evidence = "pairs"
    tree.assignments[0].save()
    files.add_file(submission=draft, file=photo(), slot=1, client_id=uuid.uuid4())
    page = send(client, address)
    assert str(submissions.HalfAPair(1).message) in page
    assert f"{NOTE}</textarea>" in page
    assert page.count(" checked") == 2


def test_without_a_photo_the_note_is_there_to_be_copied(client, begun):
    page = send(client, begun[3])
    assert str(submissions.NothingToHandIn.message) in page
    assert NOTE in page


def test_a_module_that_closed_meanwhile_leaves_the_note_to_be_copied(client, begun):
    enrollment, tree, draft, address = begun
    add(draft)
    closed = timezone.now() - dt.timedelta(hours=1)
    ModuleScheduleFactory(batch=enrollment.batch, module=tree.modules[-1], closes_at=closed)
    page = send(client, address)
    assert "ditutup" in page
    assert NOTE in page


def test_a_seat_that_ended_meanwhile_leaves_the_note_to_be_copied(client, begun):
    enrollment, _tree, draft, address = begun
    add(draft)
    Enrollment.objects.filter(pk=enrollment.pk).update(state="withdrawn")
    page = send(client, address)
    assert str(SeatNotActive.message) in page
    assert NOTE in page


def test_what_can_be_handed_in_is_not_said_twice(client, begun):
    _enrollment, _tree, draft, address = begun
    add(draft)
    page = client.post(address, {"note": NOTE, "own_work": "on"}).text
    assert page.count(NOTE) == 1
