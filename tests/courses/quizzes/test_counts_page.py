"""What the pages of a quiz say of the mark that counts."""

from decimal import Decimal

import pytest
from django.urls import reverse

from courses.learning.queries.marks import marks_of
from courses.marks.actions import correct
from courses.quizzes.actions import NoAttemptsLeft
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import start, take
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def read(client, name, attempt):
    """Return the words of a page of the quiz, as the owner of the attempt reads them."""
    ids = [attempt.enrollment.batch.public_id, attempt.quiz.activity_id]
    if name == "attempt_result":
        ids.append(attempt.public_id)
    client.force_login(attempt.enrollment.user)
    client.cookies["django_language"] = "en"
    return " ".join(client.get(reverse(f"courses:{name}", args=ids)).text.split())


def set_right(attempt, mark):
    correct(
        enrollment=attempt.enrollment, activity=attempt.quiz, by=UserFactory(), mark=Decimal(mark),
        shown=attempt.mark, reason="Satu jawaban salah dinilai.",
    )  # fmt: skip


def test_a_mark_set_right_to_a_pass_is_told_as_one_with_the_result(client):
    seat, quiz, _tree = quiz_with(max_attempts=3, pass_mark=70)
    attempt = take(seat, quiz, right=1)
    assert "Not passed yet." in read(client, "attempt_result", attempt)
    set_right(attempt, 80)
    page = read(client, "attempt_result", attempt)
    assert "your mark was set right: the quiz is passed" in page
    assert "Corrected since: 80 of 100" in page
    assert "Not passed yet." not in page
    assert "attempts left" not in page


def test_a_mark_set_right_to_less_than_a_pass_is_told_with_the_result_too(client):
    seat, quiz, _tree = quiz_with(max_attempts=3, pass_mark=70)
    attempt = take(seat, quiz, right=1)
    set_right(attempt, 60)
    page = read(client, "attempt_result", attempt)
    assert "Corrected since: 60 of 100" in page
    assert "Not passed yet." in page


def test_a_mark_that_is_not_shown_yet_is_not_told_as_set_right(client):
    seat, quiz, _tree = quiz_with(max_attempts=3, pass_mark=70, shows_mark="never")
    attempt = take(seat, quiz, right=1)
    set_right(attempt, 80)
    for name in ("quiz", "attempt_result"):
        page = read(client, name, attempt)
        assert "Corrected since" not in page
        assert "set right" not in page


def test_a_mark_kept_over_a_changed_way_of_counting_is_not_told_as_corrected(client):
    seat, quiz, _tree = quiz_with(max_attempts=3)
    take(seat, quiz, right=2)
    attempt = take(seat, quiz, right=1)
    quiz.counting = "last"
    quiz.save()
    for name in ("quiz", "attempt_result"):
        page = read(client, name, attempt)
        assert "Your mark stays 100" in page
        assert "Corrected" not in page
        assert "Your last attempt counts" not in page


def test_a_pre_test_says_of_no_mark_that_it_counts(client):
    seat, quiz, _tree = quiz_with(kind="pre_test", max_attempts=3)
    take(seat, quiz, right=1)
    attempt = take(seat, quiz, right=2)
    pages = {name: read(client, name, attempt) for name in ("quiz", "attempt_result")}
    assert "Mark that counts" not in pages["quiz"]
    assert "counts</" not in pages["quiz"]
    assert "attempt counts" not in pages["attempt_result"]


@pytest.mark.parametrize(("counting", "may_rise"), [("best", True), ("first", False)])
def test_the_mean_is_said_to_rise_by_another_attempt_only_where_it_may_count(counting, may_rise):
    seat, quiz, _tree = quiz_with(max_attempts=3, counting=counting)
    take(seat, quiz, right=1)
    found = marks_of(seat).outlook
    assert (found.best if found else None) == (100 if may_rise else None)


@pytest.mark.parametrize("counting", ["best", "first", "last", "mean"])
def test_nobody_is_told_that_the_best_attempt_counts_where_another_may(client, counting):
    seat, quiz, _tree = quiz_with(max_attempts=1, counting=counting)
    attempt = take(seat, quiz, right=1)
    client.force_login(seat.user)
    client.cookies["django_language"] = "en"
    marks = client.get(reverse("courses:marks", args=[seat.batch.public_id])).text
    assert "Which of several attempts at a quiz counts stands on its page" in marks
    with pytest.raises(NoAttemptsLeft) as refusal:
        start(seat, quiz)
    assert "terbaik" not in str(refusal.value.message)
    named = {"best": "best", "first": "first", "last": "last", "mean": "mean"}[counting]
    assert named in read(client, "quiz", attempt).partition("Mark that counts")[2][:80]
