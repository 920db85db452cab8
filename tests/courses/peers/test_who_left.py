"""Who has left looks at nobody's work, and nobody at theirs."""

import pytest
from django.urls import reverse

from academy.people.models import User
from courses.models import Enrollment, PeerFeedback
from courses.peers import actions
from courses.peers.tasks import hand_out_to_waiting
from tests.courses.peers.circle import SAID, all_hand_in, asked_of, circle, give, hand_in

pytestmark = pytest.mark.django_db


def read(client, row):
    """Return what its giver finds at the address of the feedback, and of the work's photo."""
    client.force_login(row.giver.user)
    client.cookies["django_language"] = "en"
    file = row.submission.files.get()
    page = client.get(reverse("courses:peer_feedback", args=[row.public_id]), follow=True)
    names = ("courses:peer_file", "courses:peer_thumbnail")
    return page, [client.get(reverse(name, args=[file.public_id])).status_code for name in names]


def leaves(seat, how):
    if how == "closed":
        User.objects.filter(pk=seat.user_id).update(is_active=False)
    else:
        Enrollment.objects.filter(pk=seat.pk).update(state=how)


@pytest.mark.parametrize("is_given", [True, False])
@pytest.mark.parametrize("how", ["withdrawn", "replaced"])
def test_who_has_left_the_batch_opens_no_work_of_a_classmate(client, run_jobs, how, is_given):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    if is_given:
        give(row)
    assert read(client, row)[1] == [200, 200]
    leaves(row.giver, how)
    page, files = read(client, row)
    photo = reverse("courses:peer_thumbnail", args=[row.submission.files.get().public_id])
    assert photo not in page.text
    assert files == [404, 404]
    # What one said oneself stays readable.
    assert (SAID["good"] in page.text) == is_given


@pytest.mark.parametrize("is_given", [True, False])
@pytest.mark.parametrize("how", ["withdrawn", "replaced", "closed"])
def test_the_work_of_who_has_left_is_open_to_no_classmate(client, run_jobs, how, is_given):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    if is_given:
        give(row)
    leaves(row.submission.enrollment, how)
    page, files = read(client, row)
    photo = reverse("courses:peer_thumbnail", args=[row.submission.files.get().public_id])
    assert photo not in page.text
    assert files == [404, 404]
    assert (SAID["good"] in page.text) == is_given
    if not is_given:
        with pytest.raises(actions.AuthorLeft):
            give(row)
        assert "The author of this work has left the batch" in page.text


@pytest.mark.parametrize(
    ("whose", "words"),
    [("author", "its author has left the batch"), ("giver", "you have left this batch")],
)
def test_whose_work_is_not_asked_about_since_somebody_left_reads_it_so(
    client, run_jobs, whose, words
):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    leaves(row.giver if whose == "giver" else row.submission.enrollment, "withdrawn")
    client.force_login(row.giver.user)
    client.cookies["django_language"] = "en"
    batch, activity = here.batch.public_id, here.tree.assignments[0].activity_id
    page = client.get(reverse("courses:assignment", args=[batch, activity])).text
    assert words in " ".join(page.split())
    assert "time is over" not in " ".join(page.split())


def test_in_place_of_the_work_of_who_has_left_another_one_is_given(run_jobs):
    here = circle(5)
    all_hand_in(here, run_jobs)
    first, second = asked_of(here.seats[0])
    leaves(first.submission.enrollment, "withdrawn")
    hand_out_to_waiting()
    now = asked_of(here.seats[0])
    assert len(now) == 2
    assert second in now
    assert first not in now


def test_works_of_those_who_left_are_given_to_nobody(run_jobs):
    here = circle(3)
    Enrollment.objects.filter(pk=here.seats[0].pk).update(state="active")
    for draft in here.submissions:
        hand_in(draft)
    Enrollment.objects.filter(pk=here.seats[0].pk).update(state="withdrawn")
    run_jobs()
    assert not PeerFeedback.objects.exists()
