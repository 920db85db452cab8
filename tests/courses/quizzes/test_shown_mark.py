"""A mark that its quiz does not show yet stands on no page of the one whose it is."""

import json
import uuid
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from academy.notify.models import Notice
from academy.people.holdings import copies
from cms.models import QuizQuestion
from courses.completion import actions as completion
from courses.learning.queries import way
from courses.learning.queries.marks import marks_of
from courses.marks import actions as marks
from courses.models import Completion, CompletionRule, Mark
from courses.quizzes import actions as quizzes
from courses.quizzes.queries.attempts import revealed_of, tries
from tests.access.rows import PARTICIPANT
from tests.access.table import ROWS
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import answer, start
from tests.factories.courses import ExtensionFactory, ModuleScheduleFactory, days
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
# Four points of seven: a figure that stands nowhere by chance.
RESULT = "courses:attempt_result"
FIGURES = ("57,14", "57.14")


def odd_quiz(*, worth=(3, 4), **settings):
    """Return a seat and a quiz whose second question, alone answered rightly, earns 57,14."""
    enrollment, quiz, _tree = quiz_with(**settings)
    rows = QuizQuestion.objects.filter(page=quiz).order_by("sort_order")
    for row, points in zip(rows, worth, strict=True):
        row.question.points = points
        row.question.save()
    # The plan of the batch was kept with the quiz as it was.
    cache.clear()
    enrollment.batch.end_plan()
    enrollment.batch.plan = None
    return enrollment, quiz


def hand_in(enrollment, quiz, *, right=(2,)):
    attempt = start(enrollment, quiz)
    for position in (1, 2):
        answer(attempt, position, right=position in right)
    return quizzes.submit_attempt(attempt=attempt)


def telling(client, enrollment, quiz, attempt) -> list[str]:
    """Return the pages that tell the mark, of all that a participant opens by the batch, by the
    quiz, or by nothing."""
    client.force_login(enrollment.user)
    ids = {
        "batch": enrollment.batch.public_id,
        "quiz": quiz.activity_id,
        "attempt": attempt.public_id,
    }
    found = {
        row.name: reverse(row.name, args=[ids[word] for word in row.words])
        for row in ROWS
        if row.shown & PARTICIPANT and ids.keys() >= set(row.words)
    }
    assert len(found) > 20
    found[RESULT] = reverse(RESULT, args=list(ids.values()))
    return [name for name, at in found.items() if is_told(_text(client.get(at, follow=True)))]


def _text(response) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    return response.content.decode(errors="replace")


def is_told(text: str) -> bool:
    return any(figure in text for figure in FIGURES)


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
def test_the_mark_reaches_no_page_before_it_may(client, when):
    first, used_up, passed = WHEN[when]
    enrollment, quiz = odd_quiz(shows_mark=when, max_attempts=2)
    attempt = hand_in(enrollment, quiz)
    assert attempt.mark == Decimal("57.14")
    told = telling(client, enrollment, quiz, attempt)
    assert bool(told) == first, told
    hand_in(enrollment, quiz, right=())
    assert bool(telling(client, enrollment, quiz, attempt)) == used_up
    enrollment, quiz = odd_quiz(shows_mark=when, max_attempts=2, pass_mark=50)
    attempt = hand_in(enrollment, quiz)
    assert bool(telling(client, enrollment, quiz, attempt)) == passed


def test_after_the_module_has_closed_for_this_person_the_mark_is_shown(client):
    enrollment, quiz = odd_quiz(shows_mark="closed", max_attempts=1)
    attempt = hand_in(enrollment, quiz)
    ModuleScheduleFactory(
        batch=enrollment.batch, module=quiz.get_parent(), closes_at=timezone.now() - days(1)
    )
    given = ExtensionFactory(enrollment=enrollment, activity=quiz, due_at=timezone.now() + days(1))
    enrollment.batch.end_plan()
    assert telling(client, enrollment, quiz, attempt) == []
    given.delete()
    assert RESULT in telling(client, enrollment, quiz, attempt)


def test_the_page_says_when_and_neither_passed_nor_right_or_wrong_before(client):
    enrollment, quiz = odd_quiz(
        shows_mark="closed", shows_right="at_once", shows_key="at_once", pass_mark=50
    )
    client.cookies["django_language"] = "en"
    attempt = hand_in(enrollment, quiz)
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, quiz.activity_id, attempt.public_id]
    text = client.get(reverse("courses:attempt_result", args=ids)).content.decode()
    assert "Handed in." in text
    assert "The mark is shown after the module has closed." in text
    for word in ("Passed.", "not right", "Right", "counts"):
        assert word not in text
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).exists()
    assert way.read(enrollment).place_of(quiz.activity_id).step.is_done


def hides_the_same(enrollment, quiz) -> bool:
    enrollment.batch.plan = None
    [step] = [one for one in way.read(enrollment).steps() if one.activity.id == quiz.pk]
    shows = revealed_of(enrollment, quiz, tries(enrollment, quiz))
    return (step.mark_waits == "", step.mark is not None) == (shows.mark, shows.mark)


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("more", [0, 1])
def test_lists_and_the_page_of_the_quiz_hide_the_same(when, more):
    enrollment, quiz = odd_quiz(shows_mark=when, max_attempts=2)
    if more:
        ExtensionFactory(enrollment=enrollment, activity=quiz, extra_attempts=more)
    for right in ((), (2,)):
        hand_in(enrollment, quiz, right=right)
        assert hides_the_same(enrollment, quiz)
    start(enrollment, quiz) if more else quiz.unpublish()
    enrollment.batch.end_plan()
    assert hides_the_same(enrollment, quiz)


def test_what_is_made_of_a_hidden_mark_tells_nothing_of_it():
    enrollment, quiz = odd_quiz(shows_mark="never")
    rule = CompletionRule.objects.create(
        batch=enrollment.batch, all_activities=False, minimum_mark=50
    )
    enrollment.batch.completion_rule = rule
    hand_in(enrollment, quiz)
    found = marks_of(enrollment)
    assert (found.mean, found.outlook) == (None, None)
    [demand] = [one for one in found.requirements if one.key == "mark"]
    assert "57" not in f"{demand.detail}{demand.outlook}"
    completion.refresh(enrollment)
    enrollment.refresh_from_db()
    assert enrollment.is_eligible
    [demand] = [one for one in marks_of(enrollment).requirements if one.key == "mark"]
    assert demand.is_met
    assert marks_of(enrollment, as_owner=False).mean == Decimal("57.14")


def test_news_of_a_corrected_mark_and_a_copy_of_ones_data_keep_it(client):
    enrollment, quiz = odd_quiz(shows_mark="closed", max_attempts=1)
    attempt = hand_in(enrollment, quiz)
    Mark.objects.filter(enrollment=enrollment).update(value=60)
    marks.correct(
        enrollment=enrollment,
        activity=quiz,
        by=UserFactory(),
        mark=Decimal("57.14"),
        reason="Soal 1 keliru.",
        shown=Decimal(60),
    )
    assert "57" not in json.dumps(Notice.objects.get(user=enrollment.user).params)
    assert telling(client, enrollment, quiz, attempt) == []
    copy = json.loads(copies.as_json(enrollment.user))
    assert [row["value"] for row in copy["marks"]] == [None]
    assert [row["after"] for row in copy["corrected_marks"]] == [None]
    assert [row["mean_mark"] for row in copy["enrollments"]] == [None]
    quiz.shows_mark = "at_once"
    quiz.save()
    cache.clear()
    enrollment.batch.end_plan()
    assert is_told(copies.as_json(enrollment.user))


def test_a_hidden_mark_is_said_to_be_there_also_where_the_rule_leaves_out_a_quiz():
    enrollment, quiz = odd_quiz(shows_mark="never")
    enrollment.batch.completion_rule = CompletionRule.objects.create(
        batch=enrollment.batch, all_activities=False, minimum_mark=50, dropped_quizzes=1
    )
    hand_in(enrollment, quiz)
    found = marks_of(enrollment)
    [demand] = [one for one in found.requirements if one.key == "mark"]
    assert "1 " in f"{demand.detail}{demand.outlook}"
    assert found.outlook is None


@pytest.mark.parametrize("when", ["passed", "settled"])
def test_a_mark_set_right_to_a_pass_is_shown_as_one_that_was_earned(client, when):
    enrollment, quiz = odd_quiz(shows_mark=when, max_attempts=3, pass_mark=70)
    attempt = hand_in(enrollment, quiz)
    assert telling(client, enrollment, quiz, attempt) == []
    marks.correct(
        enrollment=enrollment, activity=quiz, by=UserFactory(), mark=Decimal(80),
        reason="Soal 1 keliru.", shown=Decimal("57.14"),
    )  # fmt: skip
    assert hides_the_same(enrollment, quiz)
    assert RESULT in telling(client, enrollment, quiz, attempt)


def test_a_mark_that_only_rounding_brings_to_a_pass_shows_nothing_as_a_pass_would():
    """Two of three points are 66.666…, which are shown as 66.67."""
    enrollment, quiz = odd_quiz(
        worth=(1, 2), shows_mark="passed", max_attempts=3, pass_mark=Decimal("66.67")
    )
    attempt = hand_in(enrollment, quiz)
    assert (attempt.mark, attempt.has_passed) == (Decimal("66.67"), False)
    assert not revealed_of(enrollment, quiz, tries(enrollment, quiz)).mark
    assert hides_the_same(enrollment, quiz)


def test_for_who_has_left_every_module_has_closed(client):
    enrollment, quiz = odd_quiz(shows_mark="closed", max_attempts=1)
    attempt = hand_in(enrollment, quiz)
    enrollment.state = "failed"
    enrollment.save()
    assert hides_the_same(enrollment, quiz)
    assert RESULT in telling(client, enrollment, quiz, attempt)


def test_who_works_here_too_reads_no_more_of_the_own_marks(client):
    enrollment, quiz = odd_quiz(shows_mark="never")
    hand_in(enrollment, quiz)
    MembershipFactory(user=enrollment.user, role="companion")
    client.force_login(enrollment.user)
    page = client.get(reverse("courses:person", args=[enrollment.public_id]))
    assert page.status_code == 200
    assert not is_told(page.content.decode())


def test_who_teaches_and_runs_the_batch_sees_it(client):
    enrollment, quiz = odd_quiz(shows_mark="never")
    hand_in(enrollment, quiz)
    coordinator = UserFactory(coordinator=True)
    enrollment.batch.coordinators.add(coordinator)
    client.force_login(coordinator)
    for name in ("person", "person_marks"):
        page = client.get(reverse(f"courses:{name}", args=[enrollment.public_id]))
        assert is_told(page.content.decode())


def test_a_hidden_mark_costs_the_page_no_query_more(client, django_assert_num_queries):
    for when in ("at_once", "never"):
        enrollment, quiz = odd_quiz(shows_mark=when)
        hand_in(enrollment, quiz)
        client.force_login(enrollment.user)
        address = reverse("courses:outline", args=[enrollment.batch.public_id])
        client.get(address)
        with django_assert_num_queries(4):
            client.get(address)


def test_the_client_sends_an_attempt_twice_and_is_told_nothing(client):
    enrollment, quiz = odd_quiz(shows_mark="never")
    attempt = hand_in(enrollment, quiz)
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, quiz.activity_id, attempt.public_id]
    sent = client.post(
        reverse("courses:attempt_submit", args=ids), {"client_id": uuid.uuid4()}, follow=True
    )
    assert not is_told(sent.content.decode())
