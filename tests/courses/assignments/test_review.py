"""What a trainer does at the review desk."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from academy.notify.models import Notice
from courses.assignments.actions.reviews import (
    AlreadyReviewed,
    RevisionNeedsWords,
    UndoTooLate,
    review,
    undo_review,
)
from courses.models import Completion, Mark, Review, Submission
from tests.courses.world import world
from tests.factories.courses import ReviewFactory, SubmissionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def accept(submission, by, **changes):
    asked = {
        "submission": submission,
        "by": by,
        "verdict": "accepted",
        "mark": Decimal(85),
        "scores": [],
        "feedback": "Label terbaca.",
        "client_id": uuid.uuid4(),
    }
    return review(**asked | changes)


def test_accepted_work_is_done_marked_and_told():
    here = world()
    accept(here.submissions[0], here.trainer)
    seat = here.seats[0]
    assignment = here.tree.assignments[0]
    assert Completion.objects.filter(enrollment=seat, activity=assignment).count() == 1
    assert Mark.objects.get(enrollment=seat, activity=assignment).value == 85
    seat.refresh_from_db()
    assert (seat.done_count, seat.mean_mark) == (1, Decimal("85.00"))
    assert list(Notice.objects.filter(user=seat.user).values_list("kind", flat=True)) == [
        "submission_accepted"
    ]


def test_a_verdict_sent_twice_is_one_review():
    here = world()
    client_id = uuid.uuid4()
    first = accept(here.submissions[0], here.trainer, client_id=client_id)
    second = accept(here.submissions[0], here.trainer, client_id=client_id)
    assert (first.pk, Review.objects.count()) == (second.pk, 1)


def test_the_second_of_two_trainers_is_told_and_changes_nothing():
    here = world()
    accept(here.submissions[0], here.trainer)
    with pytest.raises(AlreadyReviewed):
        accept(here.submissions[0], UserFactory(trainer=True), mark=Decimal(10))
    assert Mark.objects.get().value == 85


def test_a_revision_without_words_is_refused():
    here = world()
    with pytest.raises(RevisionNeedsWords):
        accept(here.submissions[0], here.trainer, verdict="revision", mark=None, feedback=" ")
    assert Review.objects.count() == 0


def test_a_wanted_revision_does_not_count_as_done():
    here = world()
    accept(here.submissions[0], here.trainer, verdict="revision", mark=None)
    assert (Completion.objects.count(), Mark.objects.count()) == (0, 0)
    assert Submission.objects.get().state == "revision"


def test_an_undone_review_waits_again_and_stays_in_the_record():
    here = world()
    found = accept(here.submissions[0], here.trainer)
    undo_review(found=found, by=here.trainer)
    assert Submission.objects.get().state == "submitted"
    assert (Completion.objects.count(), Mark.objects.count()) == (0, 0)
    assert Review.objects.get().undone_at is not None
    assert not Notice.objects.filter(user=here.seats[0].user).exists()


def test_a_review_older_than_a_quarter_of_an_hour_stands():
    here = world()
    found = accept(here.submissions[0], here.trainer)
    Review.objects.update(reviewed_at=found.reviewed_at - timedelta(minutes=16))
    with pytest.raises(UndoTooLate):
        undo_review(found=found, by=here.trainer)
    assert Submission.objects.get().state == "accepted"


def test_a_review_stands_once_the_participant_has_begun_anew():
    here = world()
    found = accept(here.submissions[0], here.trainer, verdict="revision", mark=None)
    SubmissionFactory(
        enrollment=here.seats[0], assignment=here.tree.assignments[0], number=2, state="draft"
    )
    with pytest.raises(UndoTooLate):
        undo_review(found=found, by=here.trainer)


def test_the_desk_makes_the_mark_of_the_points_and_goes_on_to_the_next(client):
    here = world(2)
    criteria = list(here.tree.assignments[0].criteria.all())
    client.force_login(here.trainer)
    answer = client.post(
        reverse("courses:review_desk", args=[here.submissions[0].public_id]),
        {
            "client_id": str(uuid.uuid4()),
            "verdict": "accepted",
            "mark": "",
            "feedback": "",
            **{f"points_{item.pk}": item.points for item in criteria},
        },
    )
    assert answer.url == reverse("courses:review_desk", args=[here.submissions[1].public_id])
    assert Mark.objects.get().value == 100


def test_the_desk_asks_for_a_mark_and_keeps_the_words(client):
    here = world()
    client.force_login(here.trainer)
    answer = client.post(
        reverse("courses:review_desk", args=[here.submissions[0].public_id]),
        {
            "client_id": str(uuid.uuid4()),
            "verdict": "accepted",
            "mark": "",
            "feedback": "Cahayanya bagus.",
        },
    )
    assert answer.status_code == 200
    assert "Cahayanya bagus." in answer.content.decode()
    assert Review.objects.count() == 0


def test_a_trainer_of_another_course_does_not_find_the_work(client):
    here = world()
    client.force_login(UserFactory(trainer=True))
    address = reverse("courses:review_desk", args=[here.submissions[0].public_id])
    assert client.get(address).status_code == 404


def test_a_coordinator_reads_the_work_but_does_not_judge_it(client):
    here = world()
    client.force_login(here.coordinator)
    address = reverse("courses:review_desk", args=[here.submissions[0].public_id])
    assert client.get(address).status_code == 200
    asked = {"client_id": str(uuid.uuid4()), "verdict": "accepted", "mark": "90"}
    assert client.post(address, asked).status_code == 403
    assert Review.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_database_the_same_for_one_and_three(
    client, django_assert_num_queries, count
):
    here = world(count)
    for seat in here.seats:
        done = SubmissionFactory(
            enrollment=seat, assignment=here.tree.assignments[0], number=9, state="accepted"
        )
        ReviewFactory(submission=done, reviewer=here.trainer)
    client.force_login(here.trainer)
    address = reverse("courses:review_queue")
    client.get(address)
    with django_assert_num_queries(QUEUE_QUERIES):
        client.get(address)


QUEUE_QUERIES = 12
