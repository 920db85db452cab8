"""What an attempt asks: chosen questions, drawn ones, and their order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.models import QuizDraw, QuizQuestion
from courses.quizzes import actions as quizzes
from courses.quizzes.queries.attempts import question_count
from courses.quizzes.rules.drawing import drawn
from tests.courses.quizzes.settings import bank, bank_ids, quiz_with
from tests.courses.quizzes.test_quiz import start

pytestmark = pytest.mark.django_db


POOL = st.lists(st.integers(0, 9), unique=True, max_size=6)


@given(
    pools=st.lists(st.tuples(POOL, st.integers(0, 5)), max_size=3),
    fixed=POOL,
    seen=st.sets(st.integers(0, 9), max_size=6),
    chance=st.integers(0, 99),
)
def test_a_draw_asks_each_question_once_and_what_is_chosen_first(pools, fixed, seen, chance):
    found = drawn(pools, fixed=fixed, seen=seen, chance=random.Random(chance))
    assert found[: len(fixed)] == fixed
    assert len(set(found)) == len(found)
    assert len(found) <= len(fixed) + sum(count for _pool, count in pools)
    if len(pools) == 1:
        [(pool, count)] = pools
        left = [one for one in pool if one not in fixed]
        assert len(found) == len(fixed) + min(count, len(left))
        unseen = [one for one in left if one not in seen]
        assert len(set(found) & set(unseen) - set(fixed)) == min(count, len(unseen))


def test_a_second_attempt_asks_other_questions_while_the_bank_has_them():
    enrollment, quiz, tree = quiz_with(max_attempts=3)
    bank(tree, 4)
    QuizQuestion.objects.filter(page=quiz).delete()
    QuizDraw.objects.create(page=quiz, tag="Cahaya", count=2)
    assert question_count(quiz) == 2
    first = quizzes.submit_attempt(attempt=start(enrollment, quiz))
    second = quizzes.submit_attempt(attempt=start(enrollment, quiz))
    assert not set(bank_ids(first)) & set(bank_ids(second))
    third = start(enrollment, quiz)
    assert len(bank_ids(third)) == 2


def test_a_bank_that_has_too_few_is_told_to_its_author_and_asks_what_there_is():
    enrollment, quiz, tree = quiz_with()
    assert quiz.lacking() == []
    bank(tree, 1)
    QuizDraw.objects.create(page=quiz, tag="cahaya", count=5)
    quiz.refresh_from_db()
    [said] = quiz.lacking()
    assert "cahaya" in said
    assert "5" in said
    assert len(bank_ids(start(enrollment, quiz))) == question_count(quiz) == 3


def test_options_keep_their_order_where_the_author_wants_it():
    enrollment, quiz, _tree = quiz_with(shuffles_options=False, max_attempts=0)
    orders = set()
    for _number in range(4):
        attempt = start(enrollment, quiz)
        options = attempt.answers.get(position=1).question["options"]
        orders.add(tuple(option["text"] for option in options))
        quizzes.submit_attempt(attempt=attempt)
    assert len(orders) == 1
