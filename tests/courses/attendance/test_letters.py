"""A letter that says why somebody could not come lies beside what is noted."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.models import Attendance, AttendanceLetter
from tests.courses.world import world
from tests.factories.courses import AttendanceFactory, SessionFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(client):
    made = world(2)
    made.session = SessionFactory(batch=made.batch, held=True)
    made.address = reverse(
        "courses:letters", args=[made.session.public_id, made.seats[0].public_id]
    )
    made.companion = UserFactory()
    MembershipFactory(user=made.companion, pesantren=made.seats[0].pesantren, role="companion")
    client.cookies["django_language"] = "en"
    return made


def add(client, address, content=b"%PDF-1.7 surat", **form):
    file = SimpleUploadedFile("surat dokter.pdf", content)
    sent = {"client_id": str(uuid.uuid4())} | form | {"file": file}
    return client.post(address, sent, follow=True)


def test_a_companion_adds_a_letter_that_coordinator_and_participant_open(client, here):
    AttendanceFactory(session=here.session, enrollment=here.seats[0], status="ill")
    client.force_login(here.companion)
    roster = reverse("courses:roster", args=[here.session.public_id])
    assert here.address in client.get(roster).text
    assert "The letter is kept" in add(client, here.address).text
    [letter] = AttendanceLetter.objects.all()
    assert (letter.enrollment, letter.sent_by) == (here.seats[0], here.companion)
    assert Attendance.objects.get().status == "ill"
    file = reverse("courses:letter_file", args=[letter.public_id])
    for reader, answer in (
        (here.coordinator, 200), (here.seats[0].user, 200), (here.companion, 200),
        (here.seats[1].user, 404), (UserFactory(coordinator=True), 404),
    ):  # fmt: skip
        client.force_login(reader)
        assert client.get(file).status_code == answer
    client.force_login(here.coordinator)
    assert "1 letter" in client.get(roster).text


def test_of_other_pesantren_a_companion_adds_none(client, here):
    client.force_login(here.companion)
    seat = here.seats[1].public_id
    address = reverse("courses:letters", args=[here.session.public_id, seat])
    assert add(client, address).status_code == 404
    assert not AttendanceLetter.objects.exists()


def test_sent_twice_it_is_one_letter_and_five_are_enough(client, here):
    client.force_login(here.coordinator)
    for _twice in (1, 2):
        add(client, here.address, client_id="6b6ef7a6-1cf8-4a3e-9d5c-0f60ee3f8a01")
    assert AttendanceLetter.objects.count() == 1
    for number in range(5):
        answer = add(client, here.address, content=b"%%PDF-1.7 %d" % number)
    assert AttendanceLetter.objects.count() == 5
    assert "Five letters are kept here already." in answer.text


def test_what_is_no_letter_is_told(client, here):
    client.force_login(here.coordinator)
    assert "This kind of file is not accepted" in add(client, here.address, b"MZ\x90\x00").text
    assert "Choose a file" in client.post(here.address, {"client_id": ""}).text
    assert not AttendanceLetter.objects.exists()
