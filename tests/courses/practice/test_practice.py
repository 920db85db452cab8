"""Five questions a day from what was passed."""

import json
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.acts import SentDifferently
from academy.people.holdings import copies, merging
from cms.models import QuizQuestion
from courses.learning.actions import finish_lesson
from courses.marks.actions import correct
from courses.models import Enrollment, PracticeCard, PracticeReview, QuizAttempt
from courses.practice import actions, queries
from courses.practice.rules import A_DAY
from courses.quizzes.actions import start_attempt, submit_attempt
from tests.courses.practice.learners import Phone, learner, passed, practise
from tests.courses.seats import seat
from tests.factories.cms import QuizPageFactory, questions_for
from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory, EnrollmentFactory, PracticeCardFactory, days
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def asked_of(quiz):
    return {row.question.question_id for row in quiz.quiz_questions.all()}


def test_only_what_was_passed_is_practised():
    enrollment, tree = seat(modules=2, lessons=1, assignment=False)
    assert queries.practice_of(enrollment.user).sources == {}
    passed(enrollment, tree.quizzes[0])
    assert set(queries.practice_of(enrollment.user).sources) == asked_of(tree.quizzes[0])


def test_what_passed_by_a_mark_that_was_set_right_is_practised_too():
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    quiz = tree.quizzes[0]
    submit_attempt(attempt=start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4()))
    assert queries.practice_of(enrollment.user).sources == {}
    correct(
        enrollment=enrollment, activity=quiz, by=UserFactory(), mark=quiz.pass_mark,
        shown=Decimal(0), reason="Jawaban di kertas.",
    )  # fmt: skip
    assert set(queries.practice_of(enrollment.user).sources) == asked_of(quiz)


def test_a_pre_test_is_practised_only_when_its_module_is_finished():
    enrollment, tree = seat(modules=1, lessons=1, quiz=False, assignment=False, pinned=False)
    quiz = QuizPageFactory(parent=tree.modules[0], kind="pre_test", title="Prates")
    questions_for(quiz, tree.course)
    submit_attempt(attempt=start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4()))
    assert queries.practice_of(enrollment.user).sources == {}
    finish_lesson(enrollment=enrollment, lesson=tree.lessons[0], client_id=uuid.uuid4())
    assert set(queries.practice_of(enrollment.user).sources) == asked_of(quiz)


def test_a_question_that_another_quiz_may_still_ask_for_a_mark_keeps_its_key():
    tree = course_tree(modules=1, lessons=1, assignment=False)
    final = QuizPageFactory(parent=tree.modules[0], kind="post_test", title="Pascates")
    shared = tree.quizzes[0].quiz_questions.first().question
    QuizQuestion.objects.create(page=final, question=shared)
    enrollment = EnrollmentFactory(batch=BatchFactory(courses=[tree.course]))
    passed(enrollment, tree.quizzes[0])
    assert shared.question_id not in queries.practice_of(enrollment.user).sources
    passed(enrollment, final)
    assert shared.question_id in queries.practice_of(enrollment.user).sources


def test_five_a_day_and_no_more(client):
    enrollment, _tree = learner(modules=4)
    phone = Phone(client, enrollment.user)
    for number in range(1, A_DAY + 1):
        assert f"Question {number} of 5" in phone.open()
        assert "comes back on" in phone.send()
    assert "Done for today" in phone.open()
    assert PracticeReview.objects.count() == A_DAY


def test_what_was_wrong_comes_back_sooner_than_what_was_right():
    enrollment, _tree = learner()
    first = practise(enrollment.user, is_right=False)
    second = practise(enrollment.user, is_right=True)
    tomorrow = timezone.localdate() + days(1)
    assert first.due_on == tomorrow < second.due_on
    assert first.question_id != second.question_id


def test_an_answer_is_told_at_once_with_its_reason_and_the_lesson(client):
    enrollment, tree = learner()
    phone = Phone(client, enrollment.user)
    phone.open()
    page = phone.send(is_right=False)
    assert "not right" in page
    assert "Belum tepat." in page
    assert tree.lessons[0].title in page
    assert "Next question" in page


def test_who_does_not_remember_may_say_so_and_sees_the_answer(client):
    enrollment, _tree = learner()
    phone = Phone(client, enrollment.user)
    phone.open()
    assert "Tepat." in phone.send(is_right=None)
    assert PracticeReview.objects.get().was_right is False


def test_an_empty_answer_is_none(client):
    enrollment, _tree = learner()
    phone = Phone(client, enrollment.user)
    phone.open()
    page = client.post(phone.address, phone.form, follow=True).content.decode()
    assert "Give an answer first" in page
    assert not PracticeReview.objects.exists()


def test_practice_touches_no_mark_and_no_progress():
    enrollment, _tree = learner()
    before = Enrollment.objects.values("progress", "mean_mark", "is_eligible").get()
    practise(enrollment.user, is_right=False)
    assert Enrollment.objects.values("progress", "mean_mark", "is_eligible").get() == before
    assert QuizAttempt.objects.count() == 1


def test_an_answer_sent_twice_is_one(client):
    enrollment, _tree = learner()
    client_id = uuid.uuid4()
    first = practise(enrollment.user, client_id=client_id)
    again = practise(enrollment.user, client_id=client_id, question_id=first.question_id)
    assert again == first
    assert PracticeReview.objects.count() == 1
    with pytest.raises(SentDifferently):
        practise(
            enrollment.user, is_right=False, client_id=client_id, question_id=first.question_id
        )


def test_the_same_question_on_two_pages_is_answered_once(client):
    enrollment, _tree = learner()
    phone = Phone(client, enrollment.user)
    older = phone.open()
    phone.send(is_right=False)
    phone.page = older
    # The id of the other page differs.
    page = phone.send(is_right=True, client_id=str(uuid.uuid4()))
    assert "answered this question already" in page
    card = PracticeCard.objects.get()
    assert (card.answer_count, card.wrong_count) == (1, 1)


def test_the_time_on_the_device_says_on_which_day_it_was():
    enrollment, _tree = learner()
    yesterday = timezone.now() - days(1)
    practise(enrollment.user, happened_at=yesterday)
    practise(enrollment.user, happened_at=timezone.now() - days(9))
    assert list(PracticeReview.objects.order_by("pk").values_list("on", flat=True)) == [
        timezone.localdate(yesterday),
        timezone.localdate(),
    ]


def test_a_changed_question_is_shown_anew_instead_of_marked(client):
    enrollment, _tree = learner()
    phone = Phone(client, enrollment.user)
    phone.open()
    question = QuizQuestion.objects.get(question__question_id=phone.question_id).question
    question.text = "Dari mana bayangan jatuh?"
    question.save()
    page = phone.send()
    assert "was changed while you were looking at it" in page
    assert "Dari mana bayangan jatuh?" in page
    assert not PracticeReview.objects.exists()


@pytest.mark.parametrize("how", ["unpublished", "taken out", "deleted"])
def test_a_question_taken_away_breaks_nothing(client, how):
    enrollment, _tree = learner()
    phone = Phone(client, enrollment.user)
    phone.open()
    link = QuizQuestion.objects.get(question__question_id=phone.question_id)
    practised = practise(enrollment.user, question_id=phone.question_id)
    if how == "unpublished":
        link.question.live = False
        link.question.save()
    else:
        link.delete()
        if how == "deleted":
            link.question.delete()
    assert "not asked any more" in phone.send(is_right=None, client_id=str(uuid.uuid4()))
    shown = client.get(reverse("courses:practice_result", args=[practised.question_id]))
    assert shown.status_code == 200
    assert "Tepat." not in shown.content.decode()
    assert practised.question_id not in queries.practice_of(enrollment.user).sources


def test_a_second_batch_of_the_course_goes_on_with_the_same_cards():
    enrollment, tree = learner()
    card = practise(enrollment.user)
    Enrollment.objects.filter(pk=enrollment.pk).update(state="withdrawn")
    with pytest.raises(actions.QuestionGone):
        practise(enrollment.user, question_id=card.question_id)
    other = EnrollmentFactory(batch=BatchFactory(courses=[tree.course]), user=enrollment.user)
    assert queries.practice_of(enrollment.user).memories == {}
    passed(other, tree.quizzes[0])
    assert set(queries.practice_of(enrollment.user).memories) == {card.question_id}


@pytest.mark.parametrize("state", ["failed", "withdrawn", "replaced"])
def test_who_takes_part_no_more_practises_nothing(state):
    enrollment, _tree = learner()
    Enrollment.objects.filter(pk=enrollment.pk).update(state=state)
    assert queries.practice_of(enrollment.user).sources == {}


def test_a_week_counts_days_and_never_breaks():
    enrollment, _tree = learner(modules=2)
    practise(enrollment.user)
    practise(enrollment.user)
    found = queries.practice_of(enrollment.user)
    assert found.day_count == 1
    assert [day.isoweekday() for day, _was in found.week] == [1, 2, 3, 4, 5, 6, 7]
    assert [day for day, was in found.week if was] == [timezone.localdate()]


def test_nobody_sees_the_cards_of_somebody_else(client):
    enrollment, _tree = learner()
    card = practise(enrollment.user)
    other, _tree = learner()
    client.force_login(other.user)
    assert (
        client.get(reverse("courses:practice_result", args=[card.question_id])).status_code == 404
    )


def test_the_copy_of_ones_data_has_what_was_practised_and_no_key():
    enrollment, _tree = learner()
    practise(enrollment.user, is_right=False)
    copy = json.loads(copies.as_json(enrollment.user))
    [row], [day] = copy["practised_questions"], copy["days_of_practice"]
    assert row["asked"] == "Dari mana cahaya datang?"
    assert row["answered"] in {"Dari depan", "Dari atas"}
    assert (row["answer_count"], row["wrong_count"], day["was_right"]) == (1, 1, False)
    assert "Dari samping" not in json.dumps(copy["practised_questions"])


def test_merged_accounts_practise_on_with_the_cards_of_both():
    enrollment, _tree = learner(modules=2)
    kept, gone = enrollment.user, UserFactory()
    shared, own = practise(kept), PracticeCardFactory(user=gone)
    PracticeCardFactory(user=gone, question_id=shared.question_id)
    merging.move(gone=gone, kept=kept)
    assert set(PracticeCard.objects.filter(user=kept)) == {shared, own}
    assert practise(kept).user == kept
