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
    correct_feedback,
    review,
    undo_review,
)
from courses.assignments.actions.submissions import hand_in, take_back
from courses.models import Completion, Mark, Review, Submission
from tests.courses.assignments.desk import Device, work
from tests.courses.world import world
from tests.factories.courses import SubmissionFactory, SubmissionFileFactory
from tests.factories.people import UserFactory
from tests.factories.reviewing import ReviewFactory

pytestmark = pytest.mark.django_db


def accept(submission, by, **changes):
    asked = {
        "submission": submission,
        "by": by,
        "handed_in_at": submission.submitted_at,
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
            "handed_in_at": here.submissions[0].submitted_at.isoformat(),
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


QUEUE_QUERIES = 15


def test_words_on_the_first_hand_in_are_corrected_after_the_second_exists(client):
    here = world()
    first = accept(here.submissions[0], here.trainer, verdict="revision", mark=None)
    seat, page = here.seats[0], here.tree.assignments[0]
    accept(SubmissionFactory(enrollment=seat, assignment=page, number=2), here.trainer)
    client.force_login(here.trainer)
    address = reverse("courses:feedback_correct", args=[first.public_id])
    assert "Label terbaca." in client.get(address).text
    sent = {"feedback": "Latar terbaca.", "shown": "Label terbaca."}
    for _time in range(2):
        assert client.post(address, sent).status_code == 302
    assert [(one.feedback, one.undone_at is None) for one in first.submission.reviews.all()] == [
        ("Latar terbaca.", True),
        ("Label terbaca.", False),
    ]
    assert Mark.objects.get().value == 85
    assert sorted(Submission.objects.values_list("number", "state")) == [
        (1, "revision"),
        (2, "accepted"),
    ]


def test_words_changed_by_somebody_else_meanwhile_are_looked_at_first(client):
    here = world()
    first = accept(here.submissions[0], here.trainer)
    client.force_login(here.trainer)
    address = reverse("courses:feedback_correct", args=[first.public_id])
    client.post(address, {"feedback": "Satu.", "shown": "Label terbaca."})
    answer = client.post(address, {"feedback": "Dua.", "shown": "Label terbaca."})
    assert answer.status_code == 200
    assert Review.objects.get(undone_at=None).feedback == "Satu."


def test_a_coordinator_corrects_no_words_of_a_trainer(client):
    here = world()
    first = accept(here.submissions[0], here.trainer)
    client.force_login(here.coordinator)
    address = reverse("courses:feedback_correct", args=[first.public_id])
    assert client.post(address, {"feedback": "Lain.", "shown": ""}).status_code == 403


def test_other_words_for_an_old_review_open_no_way_to_take_it_back(client):
    here = world()
    found = accept(here.submissions[0], here.trainer)
    given_at = found.reviewed_at - timedelta(days=3)
    Review.objects.update(reviewed_at=given_at)
    client.force_login(here.trainer)
    client.cookies["django_language"] = "en"
    address = reverse("courses:feedback_correct", args=[found.public_id])
    client.post(address, {"feedback": "Baik sekali.", "shown": "Label terbaca."})
    corrected = Review.objects.get(undone_at=None)
    assert (corrected.feedback, corrected.reviewed_at) == ("Baik sekali.", given_at)
    desk = reverse("courses:review_desk", args=[here.submissions[0].public_id])
    for page in (desk, reverse("courses:review_queue")):
        assert 'data-key="u"' not in client.get(page).text
    # A page that was opened before still has the button, or a key.
    client.post(reverse("courses:review_undo", args=[corrected.public_id]))
    assert Submission.objects.get().state == "accepted"
    assert (Completion.objects.count(), Mark.objects.get().value) == (1, 85)


def test_a_slip_is_taken_back_in_its_quarter_of_an_hour_also_after_other_words():
    here = world()
    found = accept(here.submissions[0], here.trainer)
    corrected = correct_feedback(
        found=found, by=here.trainer, feedback="Baik.", shown="Label terbaca."
    )
    undo_review(found=corrected, by=here.trainer)
    assert Submission.objects.get().state == "submitted"
    assert (Completion.objects.count(), Mark.objects.count()) == (0, 0)


def test_a_verdict_on_photos_that_were_exchanged_meanwhile_is_refused_and_kept(client):
    here = world()
    device = Device(here)
    typed = work(device)
    device.type(mark="40")
    take_back(submission=here.submissions[0])
    SubmissionFileFactory(submission=here.submissions[0])
    hand_in(submission=here.submissions[0], note="", is_own=True, client_id=uuid.uuid4())
    device.decide()
    assert Review.objects.count() == 0
    assert "handed in anew since you opened it" in device.page.text
    assert device.form["feedback"] == typed["feedback"]
    assert Device(here).typed["mark"] == "40"
    # Looked at as it is now, it is decided.
    device.decide()
    assert Review.objects.get().mark == 40
