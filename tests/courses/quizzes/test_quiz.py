"""Taking a quiz: freezing, answering, marking, attempts."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from academy.core.models import AuditEntry
from cms.models import QuestionOption, QuizQuestion
from courses.acts.actions import ModuleClosed
from courses.learning.rules.revealing import Revealed
from courses.models import Completion, Mark, QuizAttempt
from courses.quizzes import actions as quiz_actions
from courses.quizzes.queries.shown import asked, marked
from courses.quizzes.rules.answers import Answer
from tests.courses.seats import seat
from tests.factories.cms import QuestionFactory, QuizPageFactory
from tests.factories.courses import ModuleScheduleFactory

pytestmark = pytest.mark.django_db


def start(enrollment, quiz, **more):
    client_id = more.pop("client_id", uuid.uuid4())
    return quiz_actions.start_attempt(enrollment=enrollment, quiz=quiz, client_id=client_id, **more)


def choice(attempt, position, *, right):
    """Return the ids of the right options, or one wrong one, of a question."""
    key = attempt.answers.get(position=position).key["options"]
    found = [option for option, said in key.items() if said["correct"] == right]
    return found if right else found[:1]


def answer(attempt, position, *, right=True, at=None):
    value = {"options": choice(attempt, position, right=right)}
    return quiz_actions.save_answers(attempt=attempt, answers=[Answer(position, value, at)])


def take(enrollment, quiz, *, right: int):
    """Make an attempt with `right` of the two questions answered rightly."""
    attempt = start(enrollment, quiz)
    for position in (1, 2):
        answer(attempt, position, right=position <= right)
    return quiz_actions.submit_attempt(attempt=attempt)


def test_an_attempt_freezes_what_was_asked():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    QuestionOption.objects.all().update(text="diubah", is_correct=False)
    rows = list(attempt.answers.all())
    texts = sorted(option["text"] for option in rows[0].question["options"])
    assert texts == ["Dari atas", "Dari depan", "Dari samping"]
    assert [row.points for row in rows] == [1, 1]
    for row in rows:
        answer(attempt, row.position)
    assert quiz_actions.submit_attempt(attempt=attempt).mark == Decimal(100)


def test_beginning_twice_is_one_attempt():
    enrollment, tree = seat()
    client_id = uuid.uuid4()
    first = start(enrollment, tree.quizzes[0], client_id=client_id)
    assert start(enrollment, tree.quizzes[0], client_id=client_id) == first
    assert start(enrollment, tree.quizzes[0]) == first
    quiz_actions.submit_attempt(attempt=first)
    assert start(enrollment, tree.quizzes[0], client_id=client_id) == first
    assert QuizAttempt.objects.count() == 1


def test_questions_shown_before_marking_carry_no_key():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    shown = asked(attempt)
    assert [(option.is_right, option.feedback) for option in shown[0].options] == [(False, "")] * 3
    with pytest.raises(ValueError, match="not shown"):
        marked(attempt, Revealed.whole(True))


def test_passing_makes_done_and_the_best_mark_counts():
    enrollment, tree = seat()
    quiz = tree.quizzes[0]
    take(enrollment, quiz, right=1)
    assert not Completion.objects.exists()
    assert Mark.objects.get().value == Decimal(50)
    take(enrollment, quiz, right=2)
    assert Completion.objects.count() == 1
    assert Mark.objects.get().value == Decimal(100)
    take(enrollment, quiz, right=0)
    assert Mark.objects.get().value == Decimal(100)
    marks = AuditEntry.objects.about(enrollment).filter(verb="marked")
    assert [(entry.data["before"], entry.data["mark"]) for entry in marks] == [
        (None, "50.00"),
        ("50.00", "100.00"),
    ]


def test_nobody_is_stuck_when_the_attempts_are_used_up():
    enrollment, tree = seat()
    quiz = tree.quizzes[0]
    for _attempt in range(3):
        take(enrollment, quiz, right=0)
    assert Completion.objects.count() == 1
    assert Mark.objects.get().value == 0
    with pytest.raises(quiz_actions.NoAttemptsLeft):
        start(enrollment, quiz)


def test_a_pre_test_is_done_when_taken_and_does_not_count():
    enrollment, tree = seat()
    quiz = tree.quizzes[0]
    quiz.kind, quiz.max_attempts, quiz.pass_mark = "pre_test", 1, 0
    quiz.save()
    attempt = take(enrollment, quiz, right=0)
    assert (attempt.mark, Completion.objects.count(), Mark.objects.count()) == (0, 1, 0)


def test_the_mark_is_compared_before_it_is_rounded():
    enrollment, tree = seat()
    quiz = tree.quizzes[0]
    quiz.pass_mark = Decimal("66.67")
    quiz.save()
    question = quiz.quiz_questions.first().question
    question.points = 2
    question.save()
    attempt = take(enrollment, quiz, right=1)
    assert (attempt.mark, attempt.has_passed) == (Decimal("66.67"), False)


def test_the_newer_answer_of_two_tabs_stays():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    now = timezone.now()
    attempt.started_at = now - dt.timedelta(minutes=5)
    attempt.save()
    answer(attempt, 1, right=True, at=now - dt.timedelta(minutes=1))
    answer(attempt, 1, right=False, at=now - dt.timedelta(minutes=2))
    kept = attempt.answers.get(position=1)
    assert kept.answer == {"options": choice(attempt, 1, right=True)}
    assert kept.happened_at == now - dt.timedelta(minutes=1)


def test_an_answer_can_be_taken_away_again():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    answer(attempt, 1)
    quiz_actions.save_answers(attempt=attempt, answers=[Answer(1, {"options": []})])
    assert attempt.answers.get(position=1).answer == {}


def test_options_that_were_not_asked_are_not_kept():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    quiz_actions.save_answers(attempt=attempt, answers=[Answer(1, {"options": ["' OR 1=1 --"]})])
    quiz_actions.save_answers(attempt=attempt, answers=[Answer(99, {"options": ["x"]})])
    assert attempt.answers.get(position=1).answer == {}


def test_a_handed_in_attempt_takes_no_more_answers_and_is_marked_once():
    enrollment, tree = seat()
    attempt = take(enrollment, tree.quizzes[0], right=2)
    with pytest.raises(quiz_actions.AttemptHandedIn):
        answer(attempt, 1, right=False)
    again = quiz_actions.submit_attempt(attempt=attempt)
    assert (again.mark, again.submitted_at) == (attempt.mark, attempt.submitted_at)


def test_after_closing_saved_answers_count_and_later_ones_do_not():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    answer(attempt, 1)
    ModuleScheduleFactory(
        batch=enrollment.batch,
        module=tree.modules[0],
        closes_at=timezone.now() - dt.timedelta(seconds=1),
    )
    with pytest.raises(ModuleClosed):
        answer(attempt, 2)
    late = [Answer(2, {"options": choice(attempt, 2, right=True)})]
    assert quiz_actions.submit_attempt(attempt=attempt, answers=late).mark == Decimal(50)


def closed_a_minute_ago(attempt):
    """Let the module have closed while somebody was without signal; return a moment before it."""
    now = timezone.now()
    QuizAttempt.objects.filter(pk=attempt.pk).update(started_at=now - dt.timedelta(minutes=10))
    attempt.refresh_from_db()
    ModuleScheduleFactory(
        batch=attempt.enrollment.batch,
        module=attempt.quiz.get_parent().specific,
        closes_at=now - dt.timedelta(minutes=1),
    )
    return now - dt.timedelta(minutes=2)


def late_and_in_time(attempt):
    before = closed_a_minute_ago(attempt)
    times = {1: before, 2: timezone.now()}
    return [
        Answer(position, {"options": choice(attempt, position, right=True)}, at)
        for position, at in times.items()
    ]


def test_answers_given_before_closing_count_when_they_come_with_the_hand_in_after_it():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    sent = late_and_in_time(attempt)
    handed_in = quiz_actions.submit_attempt(
        attempt=attempt, answers=sent, happened_at=timezone.now()
    )
    assert handed_in.mark == Decimal(50)


def test_of_answers_saved_after_closing_those_given_before_it_are_kept():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    with pytest.raises(ModuleClosed):
        quiz_actions.save_answers(attempt=attempt, answers=late_and_in_time(attempt))
    assert [bool(row.answer) for row in attempt.answers.all()] == [True, False]


def test_an_attempt_begun_before_unpublishing_can_be_finished():
    enrollment, tree = seat()
    attempt = start(enrollment, tree.quizzes[0])
    tree.quizzes[0].unpublish()
    answer(attempt, 1)
    assert quiz_actions.submit_attempt(attempt=attempt).mark == Decimal(50)


def test_a_quiz_without_questions_is_not_begun():
    enrollment, tree = seat()
    empty = QuizPageFactory(parent=tree.modules[0])
    with pytest.raises(quiz_actions.QuizWithoutQuestions):
        start(enrollment, empty)


def test_texts_and_figures_are_kept_as_they_were_typed():
    enrollment, tree = seat()
    quiz = QuizPageFactory(parent=tree.modules[0])
    text = QuestionFactory(
        course=tree.course,
        kind="short_text",
        options=[("kanan", True)],
        feedback_right="Benar.",
    )
    figure = QuestionFactory(
        course=tree.course,
        kind="number",
        options=[("50000", True)],
        unit="rupiah",
        feedback_wrong="Lima puluh ribu.",
    )
    for order, question in enumerate([text, figure]):
        QuizQuestion.objects.create(page=quiz, question=question, sort_order=order)
    attempt = start(enrollment, quiz)
    quiz_actions.save_answers(attempt=attempt, answers=[Answer(1, {"text": " KANAN! "})])
    quiz_actions.save_answers(attempt=attempt, answers=[Answer(2, {"number": "Rp5.000"})])
    attempt = quiz_actions.submit_attempt(attempt=attempt)
    first, second = marked(attempt, Revealed.whole(True))
    assert (first.given, first.is_right, first.feedback) == ("KANAN!", True, "Benar.")
    assert (second.given, second.is_right, second.right_answer, second.feedback) == (
        "Rp5.000",
        False,
        "50.000",
        "Lima puluh ribu.",
    )
