"""A wrong key is found after people have handed in: marked again, with what was reached kept."""

from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from cms.models import CourseTrainer, Question, QuestionOption
from courses.marks import actions, queries
from courses.marks.actions import NobodyTouched
from courses.models import (
    AttemptAnswer,
    Completion,
    Mark,
    QuizAttempt,
    RemarkedAnswer,
    Remarking,
)
from courses.models.notices import MarkNotice
from courses.quizzes.actions import save_answers, submit_attempt
from courses.quizzes.rules.answers import Answer
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import answer, start, take
from tests.courses.seats import seat
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    """A seat that answered one of two rightly, and the question that it got wrong."""
    enrollment, tree = seat()
    attempt = take(enrollment, tree.quizzes[0], right=1)
    wrong = attempt.answers.get(position=2)
    question = Question.objects.get(question_id=wrong.bank_id)
    trainer = UserFactory(trainer=True)
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    return enrollment, attempt, question, trainer


def correct_key(attempt, question):
    """Let the option that was chosen be the right one."""
    [chosen] = attempt.answers.get(position=2).answer["options"]
    QuestionOption.objects.filter(question=question).update(is_correct=False)
    QuestionOption.objects.filter(question=question, option_id=chosen).update(is_correct=True)


def again(question, trainer, run_jobs):
    made = actions.begin_marking_again(question=question, reason="Kunci tertukar.", by=trainer)
    run_jobs()
    return made


def test_who_was_right_gets_the_marks_passes_and_is_told(at, run_jobs):
    enrollment, attempt, question, trainer = at
    assert attempt.mark == 50
    correct_key(attempt, question)
    again(question, trainer, run_jobs)
    attempt.refresh_from_db()
    assert (attempt.mark, attempt.has_passed) == (100, True)
    assert Mark.objects.get(enrollment=enrollment, activity_id=attempt.quiz_id).value == 100
    assert Completion.objects.filter(enrollment=enrollment, activity=attempt.quiz_id).exists()
    [notice] = Notice.objects.filter(user=enrollment.user, kind=MarkNotice.CORRECTED)
    assert notice.params["reason"] == "Kunci tertukar."


def marked_again_after_a_better_one(counting, run_jobs):
    """Somebody's first attempt earned nothing, the second 100; now the first one is worth 50."""
    enrollment, quiz, tree = quiz_with(max_attempts=3, counting=counting)
    first = take(enrollment, quiz, right=0)
    second = take(enrollment, quiz, right=2)
    trainer = UserFactory(trainer=True)
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    question = Question.objects.get(question_id=first.answers.get(position=2).bank_id)
    correct_key(first, question)
    again(question, trainer, run_jobs)
    first.refresh_from_db()
    assert (first.mark, second.mark) == (50, 100)
    return enrollment, trainer


def test_who_is_told_of_a_mark_is_told_the_one_that_counts(run_jobs):
    enrollment, _trainer = marked_again_after_a_better_one("mean", run_jobs)
    [notice] = Notice.objects.filter(user=enrollment.user, kind=MarkNotice.CORRECTED)
    assert notice.params["mark"] == "75.00"


@pytest.mark.parametrize("counting", ["best", "last"])
def test_whose_mark_stays_because_another_attempt_counts_is_told_nothing(counting, run_jobs):
    enrollment, _trainer = marked_again_after_a_better_one(counting, run_jobs)
    assert Mark.objects.get(enrollment=enrollment).value == 100
    assert not Notice.objects.filter(user=enrollment.user, kind=MarkNotice.CORRECTED).exists()


def test_of_a_pre_test_marked_again_the_owner_is_told_too(run_jobs):
    enrollment, quiz, tree = quiz_with(kind="pre_test", max_attempts=1)
    attempt = take(enrollment, quiz, right=1)
    question = Question.objects.get(question_id=attempt.answers.get(position=2).bank_id)
    trainer = UserFactory(trainer=True)
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    correct_key(attempt, question)
    again(question, trainer, run_jobs)
    [notice] = Notice.objects.filter(user=enrollment.user, kind=MarkNotice.CORRECTED)
    assert notice.params["mark"] == "100.00"


def test_the_log_names_the_trainer_who_had_a_question_marked_again(run_jobs):
    enrollment, trainer = marked_again_after_a_better_one("mean", run_jobs)
    marks = AuditEntry.objects.about(enrollment).filter(verb="marked").order_by("pk")
    assert [entry.actor for entry in marks] == [enrollment.user, enrollment.user, trainer]


def test_a_mark_that_only_rounding_brings_to_the_pass_mark_passes_no_sooner_by_marking_again(
    at, run_jobs
):
    """Two of three points are 66.666…, which are shown as 66.67."""
    enrollment, attempt, question, trainer = at
    attempt.answers.filter(position=2).update(points=2)
    QuizAttempt.objects.update(pass_mark=Decimal("66.67"))
    AttemptAnswer.objects.filter(attempt=attempt, position=1).update(share=0, answer={})
    correct_key(attempt, question)
    again(question, trainer, run_jobs)
    attempt.refresh_from_db()
    assert (attempt.mark, attempt.has_passed) == (Decimal("66.67"), False)
    assert not Completion.objects.filter(enrollment=enrollment, activity=attempt.quiz_id).exists()


def test_what_was_before_is_kept(at, run_jobs):
    _enrollment, attempt, question, trainer = at
    before = attempt.answers.get(position=2).key
    correct_key(attempt, question)
    made = again(question, trainer, run_jobs)
    [row] = RemarkedAnswer.objects.filter(remarking=made)
    assert (row.mark_before, row.mark, row.share_before, row.share) == (50, 100, 0, 1)
    assert row.key_before == before


def test_who_answered_by_the_wrong_key_keeps_the_mark_and_reads_the_right_key(at, run_jobs):
    enrollment, attempt, question, trainer = at
    by_wrong_key = take(enrollment, attempt.quiz, right=2)
    correct_key(attempt, question)
    again(question, trainer, run_jobs)
    by_wrong_key.refresh_from_db()
    assert by_wrong_key.mark == 100
    keys = [each.answers.get(bank_id=question.question_id).key for each in (attempt, by_wrong_key)]
    assert keys[0] == keys[1]


def test_marking_again_twice_changes_nothing_more(at, run_jobs):
    _enrollment, attempt, question, trainer = at
    correct_key(attempt, question)
    made = again(question, trainer, run_jobs)
    actions.mark_again(made, attempt.answers.get(position=2).pk)
    assert RemarkedAnswer.objects.count() == 1
    with pytest.raises(NobodyTouched):
        actions.begin_marking_again(question=question, reason="Lagi.", by=trainer)


def test_nobody_gets_less_by_a_corrected_key_and_reads_it_all_the_same(at, run_jobs):
    enrollment, attempt, _question, trainer = at
    first = Question.objects.get(question_id=attempt.answers.get(position=1).bank_id)
    options = list(first.options.all())
    QuestionOption.objects.filter(pk=options[0].pk).update(is_correct=False)
    QuestionOption.objects.filter(pk=options[1].pk).update(is_correct=True)
    again(first, trainer, run_jobs)
    attempt.refresh_from_db()
    assert attempt.mark == 50
    shown = attempt.answers.get(position=1)
    assert shown.key["options"][str(options[1].option_id)]["correct"]
    assert shown.share == 1
    assert not Notice.objects.filter(user=enrollment.user, kind=MarkNotice.CORRECTED).exists()
    with pytest.raises(NobodyTouched):
        actions.begin_marking_again(question=first, reason="Lagi.", by=trainer)


def test_who_is_still_at_it_is_marked_by_the_corrected_key(at, run_jobs):
    enrollment, attempt, question, trainer = at
    running = start(enrollment, attempt.quiz)
    answer(running, 1)
    [chosen] = attempt.answers.get(position=2).answer["options"]
    place = running.answers.get(bank_id=question.question_id).position
    save_answers(attempt=running, answers=[Answer(place, {"options": [chosen]}, None)])
    correct_key(attempt, question)
    again(question, trainer, run_jobs)
    running.refresh_from_db()
    assert (running.state, running.mark) == ("open", None)
    assert submit_attempt(attempt=running).mark == 100


def test_the_page_offers_it_where_no_mark_rises_and_for_attempts_under_way(client, at, run_jobs):
    enrollment, attempt, question, trainer = at
    by_wrong_key = take(enrollment, attempt.quiz, right=2)
    start(enrollment, attempt.quiz)
    attempt.answers.filter(position=2).delete()
    wrong = by_wrong_key.answers.get(bank_id=question.question_id).key["options"]
    [other] = [pk for pk, said in wrong.items() if not said["correct"]][:1]
    QuestionOption.objects.filter(question=question).update(is_correct=False)
    QuestionOption.objects.filter(question=question, option_id=other).update(is_correct=True)
    client.force_login(trainer)
    client.cookies["django_language"] = "en"
    address = reverse("courses:mark_again", args=[question.question_id])
    page = " ".join(client.get(address).text.split())
    assert "1 answer keeps its mark and is shown with the corrected key" in page
    assert "1 attempt is still being worked on" in page
    assert "Put the key right" in page
    data = {"reason": "Kunci tertukar.", "client_id": "11111111-1111-4111-8111-111111111111"}
    client.post(address, data)
    run_jobs()
    by_wrong_key.refresh_from_db()
    assert by_wrong_key.mark == 100
    assert "Put the key right" not in client.get(address).text


@pytest.mark.parametrize("count", [1, 3])
def test_whole_attempts_are_read_only_of_those_who_gain_and_at_once(
    at, count, django_assert_num_queries
):
    enrollment, attempt, question, _trainer = at
    for _person in range(1, count):
        take(EnrollmentFactory(batch=enrollment.batch), attempt.quiz, right=1)
    with django_assert_num_queries(2):
        assert not queries.effect_of(question).gaining
    for row in AttemptAnswer.objects.filter(bank_id=question.question_id):
        row.answer = {"options": attempt.answers.get(position=2).answer["options"]}
        row.save()
    correct_key(attempt, question)
    with django_assert_num_queries(3):
        gaining = queries.effect_of(question).gaining
    assert [(row.again.mark, row.passes) for row in gaining] == [(100, True)] * count


def test_the_page_says_whom_it_touches_before_it_does_anything(client, at):
    enrollment, attempt, question, trainer = at
    correct_key(attempt, question)
    client.force_login(trainer)
    address = reverse("courses:mark_again", args=[question.question_id])
    page = unescape(client.get(address).text)
    assert enrollment.user.display_name in page
    attempt.refresh_from_db()
    assert attempt.mark == 50
    data = {"reason": "Kunci tertukar.", "client_id": "11111111-1111-4111-8111-111111111111"}
    client.post(address, data)
    client.post(address, data)
    assert Remarking.objects.count() == 1


def test_the_page_is_for_who_teaches_the_course(client, at):
    _enrollment, _attempt, question, _trainer = at
    client.force_login(UserFactory(trainer=True))
    address = reverse("courses:mark_again", args=[question.question_id])
    assert client.get(address).status_code == 404


def test_marking_again_takes_nothing_by_a_changed_way_of_counting(run_jobs):
    enrollment, tree = seat()
    quiz = tree.quizzes[0]
    take(enrollment, quiz, right=2)
    attempt = take(enrollment, quiz, right=0)
    quiz.counting = "last"
    quiz.save()
    question = Question.objects.get(question_id=attempt.answers.get(position=2).bank_id)
    trainer = UserFactory(trainer=True)
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    correct_key(attempt, question)
    again(question, trainer, run_jobs)
    attempt.refresh_from_db()
    assert attempt.mark == 50
    assert Mark.objects.get(enrollment=enrollment, activity=quiz).value == 100
