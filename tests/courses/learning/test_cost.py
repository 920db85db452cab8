"""What the participant's pages ask of the database, with a warm cache."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.learning.actions import finish_lesson
from courses.quizzes.actions import start_attempt, submit_attempt
from tests.courses.seats import photo, seat
from tests.factories.courses import (
    AttendanceFactory,
    ModuleScheduleFactory,
    SessionFactory,
    SubmissionFactory,
    SubmissionFileFactory,
)

pytestmark = pytest.mark.django_db


def busy_seat(count):
    """Return a seat in a course of `count` modules, with `count` of everything."""
    enrollment, tree = seat(modules=count, lessons=2)
    for module in tree.modules:
        ModuleScheduleFactory(batch=enrollment.batch, module=module)
    for lesson in tree.lessons[:count]:
        finish_lesson(enrollment=enrollment, lesson=lesson, client_id=uuid.uuid4())
    for quiz in tree.quizzes:
        attempt = start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
        submit_attempt(attempt=attempt)
    for _session in range(count):
        held = SessionFactory(batch=enrollment.batch, held=True)
        AttendanceFactory(session=held, enrollment=enrollment)
        SessionFactory(batch=enrollment.batch)
    for number in range(1, count + 1):
        submission = SubmissionFactory(
            enrollment=enrollment,
            assignment=tree.assignments[0],
            number=number,
            state="revision",
        )
        SubmissionFileFactory(submission=submission)
    return enrollment, tree


PAGES = {
    "learn_home": 4,
    "my_courses": 2,
    "outline": 4,
    "marks": 5,
    "schedule": 5,
    "lesson": 4,
    "quiz": 8,
    "assignment": 8,
}


def address_of(name, enrollment, tree):
    batch_id = enrollment.batch.public_id
    activities = {"lesson": tree.lessons, "quiz": tree.quizzes, "assignment": tree.assignments}
    if name in activities:
        return reverse(f"courses:{name}", args=[batch_id, activities[name][0].activity_id])
    if name in {"outline", "marks"}:
        return reverse(f"courses:{name}", args=[batch_id])
    return reverse(f"courses:{name}")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_with_one_thing_and_with_three(client, count):
    enrollment, tree = busy_seat(count)
    client.force_login(enrollment.user)
    found = {}
    for name in PAGES:
        address = address_of(name, enrollment, tree)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        found[name] = len(asked)
    assert found == PAGES


def test_saving_an_answer_and_a_photo_costs_little(client, django_assert_max_num_queries):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    attempt = start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    batch_id = enrollment.batch.public_id
    ids = [batch_id, tree.quizzes[0].activity_id, attempt.public_id]
    with django_assert_max_num_queries(16):
        client.post(reverse("courses:attempt_save", args=ids), {"was-1": "", "q-1": "x"})
    ids = [batch_id, tree.assignments[0].activity_id]
    client.get(reverse("courses:assignment", args=ids))
    with django_assert_max_num_queries(36):
        client.post(reverse("courses:assignment_add", args=ids), {"files": [photo()]})
    piece = reverse("courses:assignment_piece", args=[*ids, uuid.uuid4()])
    with django_assert_max_num_queries(15):
        client.post(f"{piece}?offset=0&size=3", b"abc", "application/octet-stream")
