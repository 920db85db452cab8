"""Feedback among classmates, from the hand-in to what its author reads."""

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from academy.notify.models import Notice
from courses.assignments.actions import submissions
from courses.models import Batch, Mark, PeerFeedback, Report, Submission
from courses.peers import actions
from courses.peers.tasks import hand_out_to_waiting
from tests.courses.peers.circle import SAID, all_hand_in, asked_of, circle, give, hand_in, join

pytestmark = pytest.mark.django_db


def page_of(client, here, seat):
    client.force_login(seat.user)
    client.cookies["django_language"] = "en"
    [assignment] = here.tree.assignments
    return client.get(
        reverse("courses:assignment", args=[here.batch.public_id, assignment.activity_id])
    )


def open_one(client, row):
    client.force_login(row.giver.user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("courses:peer_feedback", args=[row.public_id]))


def test_nothing_is_given_before_enough_others_have_handed_in(client, run_jobs):
    here = circle(3)
    for draft in here.submissions[:2]:
        hand_in(draft)
    run_jobs()
    assert not PeerFeedback.objects.exists()
    assert "As soon as enough others" in page_of(client, here, here.seats[0]).text
    hand_in(here.submissions[2])
    run_jobs()
    assert [len(asked_of(seat)) for seat in here.seats] == [2, 2, 2]
    told = Notice.objects.filter(kind="peer_feedback_asked")
    assert {notice.user for notice in told} == {seat.user for seat in here.seats}


def test_once_given_the_same_works_stay_whatever_runs_again(run_jobs):
    here = circle(4)
    all_hand_in(here, run_jobs)
    before = set(PeerFeedback.objects.values_list("giver", "submission"))
    for _time in range(2):
        actions.hand_out(batch_id=here.batch.pk, assignment_id=here.tree.assignments[0].pk)
    assert set(PeerFeedback.objects.values_list("giver", "submission")) == before


def test_who_gives_feedback_learns_no_name_and_no_note(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    [row, _other] = asked_of(here.seats[0])
    author = row.submission.enrollment.user
    page = open_one(client, row)
    file = row.submission.files.get()
    answers = [
        client.get(reverse(name, args=[file.public_id]))
        for name in ("courses:peer_file", "courses:peer_thumbnail")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert author.full_name not in page.text + str([answer.headers for answer in answers])
    assert "Ini kiriman saya." not in page.text


def test_only_who_was_asked_opens_a_work_and_its_files(client, run_jobs):
    here = circle(4)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    readers = set(
        PeerFeedback.objects.filter(submission=row.submission).values_list("giver", flat=True)
    )
    for seat in here.seats:
        client.force_login(seat.user)
        found = client.get(
            reverse("courses:peer_file", args=[row.submission.files.get().public_id])
        )
        assert found.status_code == (200 if seat.pk in readers else 404)
        mine = client.get(reverse("courses:peer_feedback", args=[row.public_id]))
        assert mine.status_code == (200 if seat == here.seats[0] else 404)


def test_the_author_reads_it_without_names_after_having_given_the_own(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    author = here.seats[0]
    for row in PeerFeedback.objects.filter(submission__enrollment=author):
        give(row)
    text = page_of(client, here, author).text
    assert SAID["good"] not in text
    assert "2 classmates have written about your" in text
    for row in asked_of(author):
        give(row)
    text = page_of(client, here, author).text
    assert text.count(SAID["good"]) == 2
    for seat in here.seats[1:]:
        assert seat.user.full_name not in text


def test_nobody_waits_for_those_who_never_give(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    author = here.seats[0]
    for row in PeerFeedback.objects.filter(submission__enrollment=author):
        give(row)
    late = asked_of(author)[0]
    PeerFeedback.objects.filter(giver=author).update(asked_until=timezone.now())
    with pytest.raises(actions.NotAskedAnyMore):
        give(late)
    text = page_of(client, here, author).text
    assert SAID["good"] in text
    assert "it is not asked" in text


def test_feedback_is_said_once_and_counts_for_no_mark(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    page = open_one(client, row)
    sent = SAID | {f"level_{number}": "enough" for number in range(len(row.criteria))}
    handed_in_at = row.submission.submitted_at.isoformat()
    assert f'value="{handed_in_at}"' in page.text
    sent |= {"client_id": str(uuid.uuid4()), "handed_in_at": handed_in_at}
    address = reverse("courses:peer_feedback", args=[row.public_id])
    for _time in range(2):
        assert client.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert row.given_at is not None
    assert set(row.levels) == {"enough"}
    assert page.status_code == 200
    with pytest.raises(actions.GivenAlready):
        give(row, good="Lain.")
    assert not Mark.objects.exists()


def test_the_levels_stand_as_the_rubric_was_when_it_was_handed_out(run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    titles = [item["title"] for item in row.criteria]
    here.tree.assignments[0].criteria.all().delete()
    given = give(row)
    assert [title for title, _level in given.said] == titles


def test_for_a_work_that_is_taken_back_another_one_is_given(client, run_jobs):
    here = circle(5)
    all_hand_in(here, run_jobs)
    seat = here.seats[0]
    first, second = asked_of(seat)
    submissions.take_back(submission=first.submission)
    assert "was taken back" in page_of(client, here, seat).text
    with pytest.raises(actions.WorkTakenBack):
        give(first)
    run_jobs()
    now = asked_of(seat)
    assert len(now) == 2
    assert second in now
    assert first.submission_id not in {row.submission_id for row in now}
    assert all(row.submission.enrollment_id != seat.pk for row in now)


def test_who_comes_alone_gets_works_after_a_day(run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    late = join(here)
    hand_in(late)
    run_jobs()
    assert asked_of(late.enrollment) == []
    long_ago = timezone.now() - timedelta(days=1, minutes=1)
    Submission.objects.filter(pk=late.pk).update(submitted_at=long_ago)
    hand_out_to_waiting()
    assert len(asked_of(late.enrollment)) == 2


def test_a_batch_in_which_it_fails_keeps_no_other_batch_waiting(run_jobs):
    first, second = circle(3), circle(3)
    for here in (first, second):
        for draft in here.submissions:
            hand_in(draft)

    def fails(execute, sql, params, many, context):
        if f'"{Batch._meta.db_table}"' in sql and first.batch.pk in (params or ()):
            raise OperationalError("the database was away")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fails):
        hand_out_to_waiting()
    assert [len(asked_of(here.seats[0])) for here in (first, second)] == [0, 2]


def insult(here):
    """Let one person write something coarse; return it, and its author's seat, who may read it."""
    row = give(asked_of(here.seats[0])[0], good="Jelek sekali.")
    author = row.submission.enrollment
    for other in asked_of(author):
        give(other)
    return row, author


def test_a_trainer_reads_it_with_names_folded_and_hides_it_with_a_reason(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row, author = insult(here)
    assert "Jelek sekali." in page_of(client, here, author).text
    client.force_login(here.trainer)
    desk = client.get(reverse("courses:review_desk", args=[row.submission.public_id])).text
    assert here.seats[0].user.full_name in desk
    assert "Jelek sekali." in desk
    address = reverse("courses:peer_hide", args=[row.public_id])
    assert address in desk
    assert client.post(address, {"reason": " "}).status_code == 200
    assert client.post(address, {"reason": "Tidak sopan."}).status_code == 302
    assert "Jelek sekali." not in page_of(client, here, author).text
    assert "Tidak sopan." in page_of(client, here, here.seats[0]).text
    client.force_login(here.trainer)
    assert "Somebody else has decided" in client.post(address, {"reason": "Sekali lagi."}).text


def test_who_is_insulted_reports_it_and_those_who_run_the_batch_hide_it(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row, author = insult(here)
    report = reverse("courses:report", args=["peer_feedback", row.public_id])
    assert report in page_of(client, here, author).text
    client.post(report, {"client_id": str(uuid.uuid4()), "reason": "insult", "text": ""})
    client.force_login(here.coordinator)
    assert "Jelek sekali." in client.get(reverse("courses:reports")).text
    decide = reverse("courses:report_decide", args=[Report.objects.get().public_id])
    # Whoever reads the report learns from the desk who wrote, and the reporter never does.
    client.post(decide, {"reason": "Tidak sopan."})
    assert "Jelek sekali." not in page_of(client, here, author).text
    assert "Tidak sopan." in page_of(client, here, here.seats[0]).text


def test_feedback_on_anothers_work_is_no_business_of_a_classmate(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = give(asked_of(here.seats[0])[0])
    others = {seat.pk for seat in here.seats} - {row.giver_id, row.submission.enrollment_id}
    [third] = [seat for seat in here.seats if seat.pk in others]
    client.force_login(third.user)
    report = reverse("courses:report", args=["peer_feedback", row.public_id])
    assert client.get(report).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_an_assignment_costs_the_same_with_one_work_of_others_and_with_three(
    client, run_jobs, count, django_assert_num_queries
):
    here = circle(4, wanted=count)
    all_hand_in(here, run_jobs)
    page_of(client, here, here.seats[0])
    with django_assert_num_queries(12):
        page_of(client, here, here.seats[0])
    row = asked_of(here.seats[0])[0]
    open_one(client, row)
    with django_assert_num_queries(9):
        open_one(client, row)


def test_words_about_other_photos_than_those_of_today_come_back(client, run_jobs):
    here = circle(3)
    all_hand_in(here, run_jobs)
    row = asked_of(here.seats[0])[0]
    seen = row.submission.submitted_at.isoformat()
    submissions.take_back(submission=row.submission)
    hand_in(Submission.objects.get(pk=row.submission_id))
    open_one(client, row)
    sent = SAID | {f"level_{number}": "good" for number in range(len(row.criteria))}
    sent |= {"client_id": str(uuid.uuid4()), "handed_in_at": seen}
    answer = client.post(reverse("courses:peer_feedback", args=[row.public_id]), sent)
    assert "handed this work in anew since you opened it" in answer.text
    assert SAID["advice"] in answer.text
    row.refresh_from_db()
    assert row.given_at is None
    now = Submission.objects.get(pk=row.submission_id).submitted_at.isoformat()
    client.post(
        reverse("courses:peer_feedback", args=[row.public_id]), sent | {"handed_in_at": now}
    )
    row.refresh_from_db()
    assert row.given_at is not None
