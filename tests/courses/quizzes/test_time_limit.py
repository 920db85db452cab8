"""The time of an attempt, by our clock, with a grace for who had no signal."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import AttemptAnswer, AttemptState, Completion, QuizAttempt
from courses.quizzes import actions as quizzes
from courses.quizzes.actions.handing_in import hand_in_overdue
from courses.quizzes.rules.answers import Answer
from courses.quizzes.rules.timing import GRACE
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import answer, choice, start
from tests.factories.courses import ExtensionFactory, ModuleScheduleFactory, days

pytestmark = pytest.mark.django_db


def timed(minutes=10, **settings):
    enrollment, quiz, _tree = quiz_with(time_limit=minutes, **settings)
    return enrollment, quiz, start(enrollment, quiz)


def run_out(attempt, *, ago: dt.timedelta):
    """Let the time of `attempt` have been over `ago`."""
    now = timezone.now()
    QuizAttempt.objects.filter(pk=attempt.pk).update(
        started_at=now - ago - dt.timedelta(minutes=10), ends_at=now - ago
    )
    attempt.refresh_from_db()


def test_the_clock_of_an_attempt_is_ours_and_more_minutes_are_added():
    enrollment, quiz, attempt = timed()
    assert attempt.ends_at == attempt.started_at + dt.timedelta(minutes=10)
    quizzes.submit_attempt(attempt=attempt)
    ExtensionFactory(enrollment=enrollment, activity=quiz, extra_minutes=5)
    longer = start(enrollment, quiz)
    assert longer.ends_at == longer.started_at + dt.timedelta(minutes=15)


def test_after_its_time_an_attempt_takes_no_answer_and_keeps_those_before():
    _enrollment, _quiz, attempt = timed()
    answer(attempt, 1)
    run_out(attempt, ago=dt.timedelta(minutes=2))
    with pytest.raises(quizzes.TimeIsOver):
        answer(attempt, 2)
    assert [bool(row.answer) for row in attempt.answers.all()] == [True, False]


def test_what_was_answered_in_time_without_a_connection_counts_when_it_comes_late():
    _enrollment, _quiz, attempt = timed()
    run_out(attempt, ago=dt.timedelta(minutes=30))
    in_time = attempt.ends_at - dt.timedelta(minutes=1)
    answer(attempt, 1, at=in_time)
    late = Answer(2, {"options": choice(attempt, 2, right=True)}, timezone.now())
    quizzes.submit_attempt(attempt=attempt, answers=[late])
    attempt.refresh_from_db()
    assert attempt.mark == 50


def test_a_lost_connection_that_lasts_longer_than_the_grace_is_too_late():
    _enrollment, _quiz, attempt = timed()
    run_out(attempt, ago=GRACE + dt.timedelta(minutes=1))
    with pytest.raises(quizzes.TimeIsOver):
        answer(attempt, 1, at=attempt.ends_at - dt.timedelta(minutes=1))


@pytest.mark.parametrize("off", [days(-1), days(1)], ids=["behind", "ahead"])
def test_a_phone_whose_clock_is_a_day_wrong_neither_wins_nor_loses(off):
    _enrollment, _quiz, attempt = timed()
    answer(attempt, 1, at=timezone.now() + off)
    # Another phone, whose clock is right, answers after it: the later answer stays.
    answer(attempt, 1, right=False, at=timezone.now())
    answer(attempt, 2, at=timezone.now() + off)
    run_out(attempt, ago=dt.timedelta(minutes=2))
    with pytest.raises(quizzes.TimeIsOver):
        answer(attempt, 1, at=timezone.now() + off)
    assert quizzes.submit_attempt(attempt=attempt).mark == 50


def test_two_tabs_in_one_attempt_hand_in_once_and_keep_the_newer_answer():
    enrollment, quiz, attempt = timed()
    assert start(enrollment, quiz) == attempt
    now = timezone.now()
    answer(attempt, 1, at=now)
    answer(attempt, 1, right=False, at=now - dt.timedelta(microseconds=1))
    first = quizzes.submit_attempt(attempt=attempt)
    again = quizzes.submit_attempt(attempt=attempt, answers=[Answer(2, {"options": []}, now)])
    assert first.mark == again.mark == 50
    with pytest.raises(quizzes.AttemptHandedIn):
        answer(attempt, 2)


def test_the_clock_hands_in_what_nobody_did_once_the_grace_is_over():
    enrollment, quiz, attempt = timed(pass_mark=50)
    answer(attempt, 1)
    run_out(attempt, ago=dt.timedelta(minutes=5))
    assert hand_in_overdue() == 0
    run_out(attempt, ago=GRACE + dt.timedelta(minutes=5))
    assert hand_in_overdue() == 1
    assert hand_in_overdue() == 0
    attempt.refresh_from_db()
    assert (attempt.state, attempt.by_clock, attempt.mark) == (AttemptState.MARKED, True, 50)
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).exists()


def test_who_begins_anew_after_the_time_hands_the_former_attempt_in():
    enrollment, quiz, attempt = timed(max_attempts=2)
    run_out(attempt, ago=dt.timedelta(minutes=5))
    second = start(enrollment, quiz)
    assert (second.number, second.state) == (2, AttemptState.OPEN)
    attempt.refresh_from_db()
    assert attempt.by_clock


def test_who_may_not_begin_anew_has_the_former_attempt_handed_in_all_the_same():
    enrollment, quiz, attempt = timed(max_attempts=1, pass_mark=50)
    answer(attempt, 1)
    run_out(attempt, ago=dt.timedelta(minutes=5))
    with pytest.raises(quizzes.NoAttemptsLeft):
        start(enrollment, quiz)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.by_clock, attempt.mark) == (AttemptState.MARKED, True, 50)
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).exists()


def test_the_page_says_when_the_time_ends_and_asks_nothing_afterwards(client):
    enrollment, quiz, attempt = timed()
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, quiz.activity_id, attempt.public_id]
    page = client.get(reverse("courses:attempt", args=ids)).content.decode()
    assert "data-time-left" in page
    assert "soal-1" in page
    run_out(attempt, ago=dt.timedelta(minutes=5))
    page = client.get(reverse("courses:attempt", args=ids)).content.decode()
    assert "data-time-left" not in page
    assert "soal-1" not in page
    done = client.post(reverse("courses:attempt_submit", args=ids), {"confirmed": "1"}, follow=True)
    assert done.redirect_chain[-1][0].endswith("/hasil/")


def test_a_phone_that_is_a_little_slow_loses_no_later_answer():
    """Its first answer seems older than the attempt, its second one does not."""
    _enrollment, _quiz, attempt = timed()
    run_out(attempt, ago=-dt.timedelta(minutes=8))
    slow = attempt.started_at - dt.timedelta(seconds=20)
    answer(attempt, 1, right=False, at=slow)
    answer(attempt, 1, right=True, at=slow + dt.timedelta(seconds=30))
    quizzes.submit_attempt(attempt=attempt)
    attempt.refresh_from_db()
    assert attempt.mark == 50


def test_a_phone_that_is_slow_begins_in_a_module_that_is_open():
    enrollment, quiz, _tree = quiz_with()
    ModuleScheduleFactory(
        batch=enrollment.batch,
        module=quiz.get_parent().specific,
        opens_at=timezone.now() - dt.timedelta(minutes=30),
    )
    attempt = start(enrollment, quiz, happened_at=timezone.now() - days(1))
    assert attempt.state == AttemptState.OPEN


def test_an_attempt_that_cannot_be_handed_in_holds_up_nobody_else():
    _one, _quiz, broken = timed()
    _two, _other, fine = timed()
    for attempt in (broken, fine):
        run_out(attempt, ago=GRACE + dt.timedelta(minutes=1))
    AttemptAnswer.objects.filter(attempt=broken).update(key={})
    assert hand_in_overdue() == 1
    fine.refresh_from_db()
    assert fine.state == AttemptState.MARKED
