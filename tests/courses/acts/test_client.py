"""What a form brings from a device is believed only where it can be true."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from courses.acts.client import client_of, moment_of
from courses.models import AttemptAnswer, Completion
from courses.quizzes.actions import start_attempt
from tests.courses.seats import seat

ABSURD = [
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
    "1970-01-01T00:00:00Z",
    "2026-02-30T10:00:00Z",
    "2026-02-03T10:00:00+99:99",
    "2026-02-03T10:00:00",
    "yesterday",
    "",
]


@pytest.mark.parametrize("text", ABSURD)
def test_a_time_that_no_clock_shows_counts_as_absent(text):
    assert moment_of(text) is None


def test_a_time_with_its_zone_is_kept_as_the_same_moment():
    told = dt.datetime(2026, 2, 3, 3, 0, tzinfo=dt.UTC)
    assert moment_of("2026-02-03T10:00:00+07:00") == told
    assert client_of({"happened_at": "2026-02-03T03:00:00Z"}).happened_at == told


def test_a_forged_id_counts_as_absent():
    assert isinstance(client_of({"client_id": "1; DROP TABLE"}).client_id, uuid.UUID)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ABSURD[:4])
def test_work_sent_with_an_absurd_time_is_taken_in_at_our_time(client, text):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    batch_id = enrollment.batch.public_id
    finish = reverse("courses:lesson_finish", args=[batch_id, tree.lessons[0].activity_id])
    assert client.post(finish, {"happened_at": text}).status_code == 302
    assert Completion.objects.get().happened_at is None

    attempt = start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    ids = [batch_id, tree.quizzes[0].activity_id, attempt.public_id]
    answers = {"was-1": "", "q-1": "x", "at-1": text, "happened_at": text}
    assert client.post(reverse("courses:attempt_save", args=ids), answers).status_code == 302
    assert AttemptAnswer.objects.filter(saved_at__isnull=False).count() == 1
