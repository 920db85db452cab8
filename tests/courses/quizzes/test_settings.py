"""Which attempt counts, and when a quiz is done."""

import pytest

from courses.models import Completion, Mark
from courses.quizzes import actions as quizzes
from courses.quizzes.actions.counting import settle_attempts
from courses.quizzes.queries.attempts import tries
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import start, take
from tests.factories.courses import ExtensionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("counting", "mark"), [("best", 100), ("last", 0), ("first", 50), ("mean", 50)]
)
def test_the_attempt_that_the_author_has_chosen_gives_the_mark(counting, mark):
    enrollment, quiz, _tree = quiz_with(counting=counting, max_attempts=3, pass_mark=60)
    each = [take(enrollment, quiz, right=right).mark for right in (1, 2, 0)]
    assert Mark.objects.get(enrollment=enrollment).value == mark
    # Each attempt keeps its own mark, and what was passed once stays passed.
    assert each == [50, 100, 0]
    assert [one.mark for one in tries(enrollment, quiz).attempts] == each
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).count() == 1


def test_a_changed_setting_takes_no_mark_away():
    enrollment, quiz, _tree = quiz_with(counting="best", max_attempts=2, pass_mark=60)
    take(enrollment, quiz, right=2)
    take(enrollment, quiz, right=0)
    Completion.objects.all().delete()
    quiz.counting = "last"
    quiz.save()
    settle_attempts(quiz)
    assert Mark.objects.get(enrollment=enrollment).value == 100
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).exists()


def test_without_a_pass_mark_one_attempt_is_enough():
    enrollment, quiz, _tree = quiz_with(pass_mark=0, max_attempts=3)
    take(enrollment, quiz, right=0)
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).exists()


def test_with_a_pass_mark_the_quiz_is_done_when_it_is_reached_or_all_attempts_are_used():
    enrollment, quiz, _tree = quiz_with(pass_mark=100, max_attempts=2)
    take(enrollment, quiz, right=0)
    assert not Completion.objects.exists()
    take(enrollment, quiz, right=0)
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).count() == 1
    with pytest.raises(quizzes.NoAttemptsLeft):
        start(enrollment, quiz)
    # One attempt more for this person, and for nobody else.
    ExtensionFactory(enrollment=enrollment, activity=quiz, extra_attempts=1)
    assert take(enrollment, quiz, right=2).has_passed
    assert Mark.objects.get(enrollment=enrollment).value == 100
