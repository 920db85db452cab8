"""What one typed about a classmate's work is not lost where it is not taken."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.assignments.actions import submissions
from courses.models import PeerFeedback
from tests.courses.peers.circle import SAID, all_hand_in, asked_of, circle, give

pytestmark = pytest.mark.django_db


def begun(client, run_jobs):
    """Let somebody open the work of another; return what was asked for, and half of an answer."""
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    client.force_login(row.giver.user)
    client.cookies["django_language"] = "en"
    client.get(reverse("courses:peer_feedback", args=[row.public_id]))
    return row, SAID | {f"level_{number}": "good" for number in range(len(row.criteria))}


@pytest.mark.parametrize("missing", ["good", "advice", "level_0"])
def test_half_a_feedback_comes_back_with_what_was_typed(client, run_jobs, missing):
    row, sent = begun(client, run_jobs)
    answer = client.post(
        reverse("courses:peer_feedback", args=[row.public_id]), sent | {missing: ""}
    )
    assert list(answer.context["form"].errors) == [missing]
    assert missing == "good" or SAID["good"] in answer.text


def test_what_was_typed_about_a_work_that_is_replaced_by_another_comes_back(client, run_jobs):
    row, sent = begun(client, run_jobs)
    PeerFeedback.objects.filter(pk=row.pk).delete()
    answer = client.post(reverse("courses:peer_feedback", args=[row.public_id]), sent)
    assert answer.status_code == 404
    assert "This work is not there any more" in answer.text
    assert SAID["good"] in answer.text
    assert SAID["advice"] in answer.text


@pytest.mark.parametrize("how", ["taken back", "over", "given"])
def test_what_cannot_be_given_any_more_stands_there_to_be_kept(client, run_jobs, how):
    row, sent = begun(client, run_jobs)
    sent |= {"client_id": str(uuid.uuid4()), "good": "Lipatan kainnya rapi sekali."}
    sent["handed_in_at"] = row.submission.submitted_at.isoformat()
    if how == "taken back":
        submissions.take_back(submission=row.submission)
    elif how == "over":
        PeerFeedback.objects.update(asked_until=timezone.now() - timedelta(minutes=1))
    else:
        give(row)
    answer = client.post(reverse("courses:peer_feedback", args=[row.public_id]), sent)
    why = {"taken back": "was taken back", "over": "is over", "given": "already"}[how]
    assert why in answer.text
    assert "What you had typed" in answer.text
    assert "Lipatan kainnya rapi sekali." in answer.text
