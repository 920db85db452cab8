"""A disk is full, a part is away: what a reader sees, and that a form loses nothing."""

import errno
import re
import sqlite3
import uuid
from html import unescape

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory
from django.urls import reverse
from kombu.exceptions import OperationalError as BrokerError
from psycopg.errors import DiskFull
from redis.exceptions import ConnectionError as RedisAway

from academy.web.edge.faults import Fault, fault_behind
from academy.web.views.errors import server_error
from courses.models import Submission
from courses.models.work.submission import SubmissionState
from tests.courses.seats import photo, seat
from tests.services.full_disk import full_disk

HIDDEN = re.compile(r'<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"')
NO_ROOM = "Tidak ada ruang untuk menyimpan"


kept_on_disk = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(client):
    """A signed-in participant's addresses: of the assignment, and by name what is below it."""
    client.raise_request_exception = False
    enrollment, tree = seat(modules=1, lessons=1, quiz=False)
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, tree.assignments[0].activity_id]

    def address(name, *more):
        return reverse(f"courses:{name}", args=[*ids, *more])

    return address


def add_photo(client, place):
    return client.post(
        place("assignment_add"), {"client_id": str(uuid.uuid4()), "files": [photo()]}
    )


@kept_on_disk
def test_what_was_typed_on_a_full_disk_is_on_the_page_and_is_sent_from_there(client, place):
    add_photo(client, place)
    draft = Submission.objects.get()
    typed = {
        "note": "Difoto pagi hari, “tanpa” lampu & kilat.",
        "checked": "on",
        "own_work": "on",
        "client_id": str(uuid.uuid4()),
    }
    with full_disk():
        answer = client.post(place("submission_hand_in", draft.public_id), typed)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert NO_ROOM in answer.text
    assert Submission.objects.get().state == SubmissionState.DRAFT

    [way] = re.findall(r'<form method="post" action="([^"]+)"', answer.text)
    kept = {name: unescape(value) for name, value in HIDDEN.findall(answer.text)}
    assert kept == typed
    for _time in range(2):
        client.post(way, kept)
    handed_in = Submission.objects.get()
    assert (handed_in.state, handed_in.note) == (SubmissionState.SUBMITTED, typed["note"])


@kept_on_disk
def test_a_photo_on_a_full_disk_is_refused_in_words_and_taken_when_there_is_room(client, place):
    with full_disk():
        answer = add_photo(client, place)
    assert answer.status_code == 503
    assert NO_ROOM in answer.text
    # A form without its files is not offered as if it were whole.
    assert "<form" not in answer.text
    assert "Kembalilah dengan tombol" in answer.text
    assert Submission.objects.count() == 0

    assert add_photo(client, place).status_code == 302
    assert Submission.objects.get().files.count() == 1


def test_a_secret_is_never_on_the_page():
    """No row may be asked for here: the database may be what is away."""
    request = RequestFactory().post("/masuk/", {"login": "nur", "password": "271828"})
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        page = server_error(request)
    assert page.status_code == 503
    assert "271828" not in page.text
    assert "<form" not in page.text


def test_a_fault_of_our_own_stays_one():
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        assert server_error(RequestFactory().get("/")).status_code == 500


@pytest.mark.django_db
def test_readyz_is_red_while_the_disk_is_full(client):
    with full_disk():
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["room"]) == (503, False)
    assert client.get("/readyz").json()["room"] is True


def sqlite_error(code):
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


def s3_error(status, code=""):
    said = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(said, "PutObject")


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OSError(errno.ENOSPC, "full"), Fault.NO_ROOM),
        (OSError(errno.EDQUOT, "quota"), Fault.NO_ROOM),
        (sqlite_error(sqlite3.SQLITE_FULL), Fault.NO_ROOM),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), Fault.NO_ROOM),
        (sqlite_error(sqlite3.SQLITE_CONSTRAINT), None),
        (DiskFull("no space left on device"), Fault.NO_ROOM),
        (s3_error(507), Fault.NO_ROOM),
        (s3_error(503), Fault.AWAY),
        (s3_error(403), None),
        (EndpointConnectionError(endpoint_url="http://s3"), Fault.AWAY),
        (OperationalError("server closed the connection"), Fault.AWAY),
        (InterfaceError("connection already closed"), Fault.AWAY),
        (RedisAway("refused"), Fault.AWAY),
        (BrokerError("refused"), Fault.AWAY),
        (FileNotFoundError(errno.ENOENT, "a file of ours"), None),
        (KeyError("a fault of ours"), None),
        (None, None),
    ],
)
def test_what_is_missing_is_told_from_the_error(error, fault):
    assert fault_behind(error) is fault


def test_what_is_missing_is_told_from_the_error_behind():
    error = OperationalError("as Django says it")
    error.__cause__ = DiskFull("no space left on device")
    assert fault_behind(error) is Fault.NO_ROOM
