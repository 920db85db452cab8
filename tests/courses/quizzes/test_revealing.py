"""When the right answers, and what is said to them, are shown."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from cms.models import QuizDraw, QuizQuestion
from courses.models import Completion, QuizAttempt
from courses.practice.queries import practice_of
from courses.quizzes import actions as quizzes
from courses.quizzes.rules.answers import Answer
from tests.courses.quizzes import kinds
from tests.courses.quizzes.settings import bank, quiz_with
from tests.courses.quizzes.test_quiz import start, take
from tests.factories.cms import QuestionFactory
from tests.factories.courses import ExtensionFactory, ModuleScheduleFactory, days

pytestmark = pytest.mark.django_db
KEY, WHY = "KUNCI-benar", "KUNCI-sebab"


def secret(**settings):
    """Return a seat and a quiz of one short text, its key and explanation easy to find."""
    enrollment, quiz, tree = quiz_with(**settings)
    question = QuestionFactory(
        course=tree.course, kind="short_text", slug="rahasia", options=[(KEY, True)], feedback=WHY
    )
    QuizQuestion.objects.filter(page=quiz).delete()
    QuizQuestion.objects.create(page=quiz, question=question)
    return enrollment, quiz


def responses(client, enrollment, quiz, attempt) -> str:
    """Return every page of an attempt, of its quiz, and of practice, as one text."""
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, quiz.activity_id]
    addresses = [
        reverse("courses:quiz", args=ids),
        reverse("courses:attempt", args=[*ids, attempt.public_id]),
        reverse("courses:attempt_result", args=[*ids, attempt.public_id]),
        reverse("courses:practice"),
        reverse("courses:learn_home"),
        reverse("courses:outline", args=ids[:1]),
        reverse("courses:marks", args=ids[:1]),
    ]
    return "".join(client.get(url, follow=True).content.decode() for url in addresses)


def hand_in(enrollment, quiz, *, right=False):
    attempt = start(enrollment, quiz)
    given = Answer(1, {"text": KEY if right else "bukan"}, None)
    return quizzes.submit_attempt(attempt=attempt, answers=[given])


WHEN = {
    # when: shown after a first wrong attempt, after the last wrong one, after one that passes
    "at_once": (True, True, True),
    "settled": (False, True, True),
    "passed": (False, False, True),
    "none_left": (False, True, False),
    "closed": (False, False, False),
    "never": (False, False, False),
}


@pytest.mark.parametrize("when", WHEN)
def test_keys_reach_no_browser_before_they_may(client, when):
    first, used_up, passed = WHEN[when]
    settings = {"shows_key": when, "shows_explanation": when, "max_attempts": 2}
    enrollment, quiz = secret(**settings)
    attempt = start(enrollment, quiz)
    assert "KUNCI" not in responses(client, enrollment, quiz, attempt)
    attempt = quizzes.submit_attempt(attempt=attempt)
    seen = responses(client, enrollment, quiz, attempt)
    assert (KEY in seen, WHY in seen) == (first, first)
    running = start(enrollment, quiz)
    assert "KUNCI" not in responses(client, enrollment, quiz, attempt)
    quizzes.submit_attempt(attempt=running)
    assert (KEY in responses(client, enrollment, quiz, attempt)) == used_up
    enrollment, quiz = secret(**settings)
    attempt = hand_in(enrollment, quiz, right=True)
    # The own answer is shown: whether the explanation is, tells what is shown.
    assert (WHY in responses(client, enrollment, quiz, attempt)) == passed


@pytest.mark.parametrize("when", WHEN)
def test_beside_a_running_attempt_no_key_is_read_also_after_a_pass(client, when):
    settings = {"shows_key": when, "shows_explanation": when, "max_attempts": 3}
    enrollment, quiz = secret(**settings)
    # Whose own answer was the key would find it there.
    passed = start(enrollment, quiz)
    QuizAttempt.objects.filter(pk=quizzes.submit_attempt(attempt=passed).pk).update(
        has_passed=True, mark=70
    )
    running = start(enrollment, quiz)
    for attempt in (passed, running):
        assert "KUNCI" not in responses(client, enrollment, quiz, attempt)
    quizzes.submit_attempt(attempt=running)
    seen = responses(client, enrollment, quiz, passed)
    assert (KEY in seen) == (when in {"at_once", "settled", "passed"})


def test_practice_asks_nothing_of_a_quiz_that_is_tried_once_more_after_a_pass():
    enrollment, quiz = secret(max_attempts=3)
    hand_in(enrollment, quiz, right=True)
    assert practice_of(enrollment.user).sources
    running = start(enrollment, quiz)
    assert not practice_of(enrollment.user).sources
    quizzes.submit_attempt(attempt=running)
    assert practice_of(enrollment.user).sources


def test_after_the_module_has_closed_for_this_person_the_key_is_shown(client):
    enrollment, quiz = secret(shows_key="closed", max_attempts=1)
    attempt = hand_in(enrollment, quiz)
    ModuleScheduleFactory(
        batch=enrollment.batch,
        module=quiz.get_parent(),
        due_at=timezone.now() - days(2),
        closes_at=timezone.now() - days(1),
    )
    given = ExtensionFactory(enrollment=enrollment, activity=quiz, due_at=timezone.now() + days(1))
    assert KEY not in responses(client, enrollment, quiz, attempt)
    given.delete()
    enrollment.batch.end_plan()
    assert KEY in responses(client, enrollment, quiz, attempt)


def test_a_hidden_right_or_wrong_is_told_by_no_page(client):
    enrollment, quiz = secret(shows_right="never", shows_key="never", shows_explanation="never")
    client.cookies["django_language"] = "en"
    attempt = hand_in(enrollment, quiz)
    seen = responses(client, enrollment, quiz, attempt)
    assert "not right" not in seen.lower()


@pytest.mark.parametrize("kind", kinds.ALL)
@pytest.mark.parametrize("answer", [kinds.right, kinds.wrong])
def test_an_explanation_tells_no_right_or_wrong_that_is_hidden(client, kind, answer):
    settings = {"shows_right": "never", "shows_key": "never", "shows_explanation": "at_once"}
    enrollment, quiz, tree = quiz_with(**settings)
    [question] = kinds.bank(tree, [kind])
    question.feedback = "Cahaya lembut datang dari jendela."
    question.save()
    attempt = start(enrollment, quiz)
    value = answer(attempt.answers.get().key)
    attempt = quizzes.submit_attempt(attempt=attempt, answers=[Answer(1, value, None)])
    seen = responses(client, enrollment, quiz, attempt)
    assert question.feedback in seen
    assert not any(said in seen for said in kinds.SAID)
    # Where right or wrong is shown, the same words are.
    quiz.shows_right = "at_once"
    quiz.save()
    seen = responses(client, enrollment, quiz, attempt)
    assert any(said in seen for said in kinds.SAID)


@pytest.mark.parametrize("when", ["never", "closed"])
def test_practice_asks_nothing_that_a_quiz_still_hides(when):
    enrollment, quiz = secret(shows_key=when, max_attempts=1)
    hand_in(enrollment, quiz, right=True)
    assert not practice_of(enrollment.user).sources
    quiz.shows_key = "settled"
    quiz.save()
    assert practice_of(enrollment.user).sources


def test_practice_asks_nothing_that_may_be_drawn_in_a_quiz_still_to_be_taken():
    enrollment, quiz, tree = quiz_with(max_attempts=1)
    drawn_too = bank(tree, 1)[0]
    other = type(quiz)(title="Post-tes", slug="post-tes", kind="post_test", max_attempts=1)
    quiz.get_parent().specific.add_child(instance=other)
    QuizQuestion.objects.create(page=other, question=bank(tree, 1, tag="lain")[0])
    other.save_revision().publish()
    QuizQuestion.objects.create(page=quiz, question=drawn_too, sort_order=9)
    take(enrollment, quiz, right=2)
    QuizAttempt.objects.update(has_passed=True)
    assert drawn_too.question_id in practice_of(enrollment.user).sources
    QuizDraw.objects.create(page=other, tag="cahaya", count=1)
    # A page published in a transaction of its own drops what is kept of the outline by itself.
    cache.clear()
    assert drawn_too.question_id not in practice_of(enrollment.user).sources


def test_an_extension_by_an_attempt_closes_the_key_again():
    enrollment, quiz = secret(max_attempts=1)
    hand_in(enrollment, quiz)
    for page in quiz.get_siblings():
        Completion.objects.get_or_create(
            enrollment=enrollment, activity_id=page.pk, defaults={"received_at": timezone.now()}
        )
    assert practice_of(enrollment.user).sources
    ExtensionFactory(enrollment=enrollment, activity=quiz, extra_attempts=1)
    assert not practice_of(enrollment.user).sources
