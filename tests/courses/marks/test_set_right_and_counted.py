"""What was set right by hand or by a sheet, and what attempts make of it afterwards."""

from decimal import Decimal

import pytest

from courses.gradebook.actions import sheets
from courses.gradebook.actions.sheets import NewMark
from courses.marks.actions import correct
from courses.models import Enrollment, Mark
from courses.quizzes.actions.counting import settle_attempts
from tests.courses.marks.test_marking_again import again, at, correct_key
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import take
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory

__all__ = ["at"]

pytestmark = pytest.mark.django_db


def lower(seat, quiz):
    boss = UserFactory(coordinator=True)
    correct(
        enrollment=seat, activity=quiz, by=boss, mark=Decimal(10), shown=Decimal(50),
        reason="Menyalin jawaban teman.",
    )  # fmt: skip


def set_right(seat, quiz, before, after):
    correct(
        enrollment=seat, activity=quiz, by=UserFactory(coordinator=True), mark=Decimal(after),
        shown=Decimal(before), reason="Satu jawaban salah dinilai.",
    )  # fmt: skip


def brought(seat, quiz, before, after):
    return sheets.take_sheet(
        batch=seat.batch,
        by=UserFactory(coordinator=True),
        reason="Salah baris.",
        marks=[NewMark(seat.pk, quiz.pk, Decimal(before), Decimal(after))],
    )


def taken_back(made):
    return sheets.undo_sheet(sheet=made, by=UserFactory(coordinator=True), may_take_back=True)


def mark_of(seat):
    return Mark.objects.get(enrollment=seat).value


def test_publishing_a_quiz_again_leaves_a_mark_that_was_lowered_with_a_reason():
    seat, quiz, _tree = quiz_with(max_attempts=3, pass_mark=60)
    take(seat, quiz, right=1)
    lower(seat, quiz)
    settle_attempts(quiz)
    assert mark_of(seat) == 10
    # What is done afterwards counts.
    take(seat, quiz, right=2)
    assert mark_of(seat) == 100


def test_marking_a_question_again_leaves_a_mark_that_was_lowered_with_a_reason(at, run_jobs):
    enrollment, attempt, question, trainer = at
    lower(enrollment, attempt.quiz)
    correct_key(attempt, question)
    again(question, trainer, run_jobs)
    assert mark_of(enrollment) == 10


@pytest.mark.parametrize(
    ("counting", "mark"),
    [("first", 55), ("last", 100), ("best", 100), ("mean", 75)],
)
def test_a_mark_that_was_set_right_stands_until_the_quiz_comes_to_more(counting, mark):
    seat, quiz, _tree = quiz_with(max_attempts=3, counting=counting)
    take(seat, quiz, right=1)
    set_right(seat, quiz, 50, 55)
    take(seat, quiz, right=2)
    assert mark_of(seat) == mark


@pytest.mark.parametrize(
    ("counting", "mark"),
    [("first", 10), ("last", 50), ("best", 50), ("mean", 30)],
)
def test_what_was_lowered_with_a_reason_counts_for_no_more_in_any_way_of_counting(counting, mark):
    seat, quiz, _tree = quiz_with(max_attempts=3, counting=counting)
    take(seat, quiz, right=2)
    set_right(seat, quiz, 100, 10)
    take(seat, quiz, right=1)
    assert mark_of(seat) == mark


def test_where_the_last_counts_a_worse_one_falls_back_to_what_was_set_right():
    seat, quiz, _tree = quiz_with(max_attempts=3, counting="last")
    take(seat, quiz, right=0)
    set_right(seat, quiz, 0, 55)
    take(seat, quiz, right=2)
    take(seat, quiz, right=1)
    assert mark_of(seat) == 55


@pytest.mark.parametrize(
    ("counting", "mark"),
    [("first", 50), ("last", 0), ("best", 100), ("mean", 50)],
)
def test_a_sheet_taken_back_leaves_what_the_quiz_comes_to_since(counting, mark):
    seat, quiz, _tree = quiz_with(max_attempts=3, counting=counting)
    take(seat, quiz, right=1)
    made = brought(seat, quiz, 50, 100)
    take(seat, quiz, right=2)
    take(seat, quiz, right=0)
    taken_back(made)
    assert mark_of(seat) == mark


@pytest.mark.parametrize(
    ("before", "sheet", "since"),
    [(1, 100, 2), (0, 90, 1)],
    ids=["as much as the sheet brought", "less than the sheet brought"],
)
def test_what_was_earned_since_stays_when_a_sheet_is_taken_back(before, sheet, since):
    seat, quiz, _tree = quiz_with(max_attempts=3, pass_mark=60)
    first = take(seat, quiz, right=before)
    made = brought(seat, quiz, first.mark, sheet)
    attempt = take(seat, quiz, right=since)
    taken_back(made)
    assert mark_of(seat) == attempt.mark


def test_a_sheet_that_was_taken_back_leaves_the_way_of_counting_alone():
    seat, quiz, _tree = quiz_with(max_attempts=3, counting="mean")
    take(seat, quiz, right=1)
    made = taken_back(brought(seat, quiz, 50, 90))
    assert made.mark_count == 1
    take(seat, quiz, right=2)
    assert mark_of(seat) == 75


def test_where_somebody_of_a_sheet_has_moved_taking_it_back_says_so():
    seat, quiz, _tree = quiz_with(max_attempts=3, pass_mark=60)
    take(seat, quiz, right=1)
    made = brought(seat, quiz, 50, 90)
    Enrollment.objects.filter(pk=seat.pk).update(batch=BatchFactory(program=seat.batch.program))
    with pytest.raises(sheets.ChangedSince, match="satu per satu"):
        taken_back(made)
    assert mark_of(seat) == 90
