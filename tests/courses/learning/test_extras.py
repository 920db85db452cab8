"""What is published or taken out while a batch runs or is over, as each page tells it."""

import datetime as dt
import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.people.models import User
from cms.models import QuizPage
from courses.acts.actions import ActivityUnpublished
from courses.completion import actions as completion
from courses.learning.actions import finish_lesson
from courses.models import Batch, Enrollment, EnrollmentState
from courses.programs.actions import batches
from courses.quizzes import actions as quizzes
from courses.quizzes.rules.answers import Answer
from tests.courses.seats import seat
from tests.factories.cms import LessonPageFactory, ModulePageFactory
from tests.factories.course_tree import CourseTree
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(run_jobs, django_capture_on_commit_callbacks):
    """Do something to a page, and let the worker come to rest."""

    def do(*acts):
        with django_capture_on_commit_callbacks(execute=True):
            for act in acts:
                act()
        run_jobs()

    return do


@pytest.fixture
def two() -> tuple[Enrollment, CourseTree, User]:
    """A seat in a batch that demands the lessons of two modules, and who runs it."""
    enrollment, tree = seat(modules=2, lessons=1, quiz=False, assignment=False)
    by = UserFactory(coordinator=True)
    batches.set_rule(batch=enrollment.batch, by=by, final_assignment_accepted=False)
    return enrollment, tree, by


def finish(enrollment: Enrollment, *lessons) -> Enrollment:
    for lesson in lessons:
        finish_lesson(enrollment=enrollment, lesson=lesson, client_id=uuid.uuid4())
    return Enrollment.objects.get(pk=enrollment.pk)


def told(client, enrollment: Enrollment) -> dict[str, list[str]]:
    """Return the words "n dari m …" of home, outline and own courses."""
    client.force_login(enrollment.user)
    outline = reverse("courses:outline", args=[enrollment.batch.public_id])
    pages = {"home": reverse("courses:learn_home"), "outline": outline}
    found = {}
    for name, address in pages.items():
        html = re.sub(r"\s+", " ", client.get(address).content.decode())
        found[name] = sorted(set(re.findall(r"\d+ dari \d+ (?:modul|aktivitas)", html)))
    return found


def a_new_module(tree: CourseTree, *, lessons: int = 2) -> list:
    module = ModulePageFactory(parent=tree.course)
    made = [LessonPageFactory(parent=module) for _number in range(lessons or 1)]
    for page in (*made, module):
        page.save_revision().publish()
    if not lessons:
        # An empty module is not published; it can become empty.
        made.pop().unpublish()
    return made


@pytest.mark.parametrize("is_over", [False, True], ids=["running", "over"])
@pytest.mark.parametrize("lessons", [0, 2], ids=["empty", "with lessons"])
def test_a_new_module_takes_nothing_from_who_has_finished_and_says_it_is_an_extra(
    two, settled, client, is_over, lessons
):
    enrollment, tree, _by = two
    before = finish(enrollment, *tree.lessons)
    assert before.state == EnrollmentState.COMPLETED
    if is_over:
        Batch.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=3))
    settled(lambda: a_new_module(tree, lessons=lessons))
    said = told(client, before)
    assert said == {
        "home": ["2 dari 2 aktivitas", "2 dari 2 modul"],
        "outline": ["2 dari 2 modul"],
    }
    for address in ("courses:learn_home", "courses:outline"):
        arguments = [before.batch.public_id] if address == "courses:outline" else []
        html = client.get(reverse(address, args=arguments)).content.decode()
        assert ("1 modul lagi adalah tambahan" in html) == bool(lessons)


def test_a_new_module_is_demanded_of_who_is_at_work_once_the_coordinator_adopts_it(
    two, settled, client
):
    enrollment, tree, by = two
    graduate = finish(Enrollment.objects.get(pk=enrollment.pk), *tree.lessons)
    other, _tree = seat(pinned=False, batch=enrollment.batch)
    new: list = []
    settled(lambda: new.extend(a_new_module(tree)))
    finish(other, tree.lessons[0])
    assert told(client, other)["home"] == ["1 dari 2 aktivitas", "1 dari 2 modul"]
    for lesson in new:
        completion.adopt(enrollment.batch, lesson.pk, by=by)
    assert told(client, other) == {
        "home": ["1 dari 3 modul", "1 dari 4 aktivitas"], "outline": ["1 dari 3 modul"],
    }  # fmt: skip
    assert told(client, graduate)["home"] == ["2 dari 2 aktivitas", "2 dari 2 modul"]
    assert told(client, graduate)["outline"] == ["2 dari 2 modul"]
    assert Enrollment.objects.get(pk=graduate.pk).completed_at == graduate.completed_at


def test_a_lesson_of_an_extra_says_that_it_is_optional(two, settled, client):
    enrollment, tree, _by = two
    new: list = []
    settled(lambda: new.extend(a_new_module(tree)))
    client.force_login(enrollment.user)
    for lesson, is_optional in ((new[0], True), (tree.lessons[0], False)):
        address = reverse("courses:lesson", args=[enrollment.batch.public_id, lesson.activity_id])
        assert ("tidak wajib" in client.get(address).content.decode()) == is_optional


@pytest.mark.parametrize("what", ["lesson", "module", "course"])
def test_what_was_taken_out_and_comes_back_asks_nothing_new_of_who_passed_without_it(
    two, settled, client, what
):
    enrollment, tree, _by = two
    finish(enrollment, tree.lessons[0])
    page = {"lesson": tree.lessons[1], "module": tree.modules[1], "course": tree.course}[what]
    settled(page.unpublish)
    passed = Enrollment.objects.get(pk=enrollment.pk)
    assert (passed.state, passed.required_count) == (EnrollmentState.COMPLETED, 1)
    settled(lambda: type(page).objects.get(pk=page.pk).save_revision().publish())
    again = Enrollment.objects.get(pk=enrollment.pk)
    assert (again.done_count, again.required_count) == (1, 1)
    assert (again.eligible_at, again.completed_at) == (passed.eligible_at, passed.completed_at)
    assert told(client, again)["home"] == ["1 dari 1 aktivitas", "1 dari 1 modul"]


@pytest.mark.parametrize("what", ["module", "course"])
def test_nothing_is_taken_in_for_an_activity_whose_module_or_course_is_taken_out(
    two, settled, what
):
    enrollment, tree, _by = two
    settled({"module": tree.modules[0], "course": tree.course}[what].unpublish)
    with pytest.raises(ActivityUnpublished):
        finish(enrollment, tree.lessons[0])


def fail_once(enrollment: Enrollment, quiz: QuizPage) -> None:
    attempt = quizzes.start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
    quizzes.submit_attempt(attempt=attempt, answers=[Answer(1, {"options": []}, None)])


@pytest.mark.parametrize(
    ("change", "done", "mark"),
    [
        pytest.param({"max_attempts": 1}, 1, Decimal(0), id="fewer attempts"),
        pytest.param({"max_attempts": 2}, 0, Decimal(0), id="one is left"),
        pytest.param({"kind": "pre_test"}, 1, Decimal(0), id="a pre-test is done when taken"),
    ],
)
def test_a_quiz_that_is_published_with_other_attempts_counts_for_who_has_taken_it(
    settled, client, change, done, mark
):
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    quiz = tree.quizzes[0]
    fail_once(enrollment, quiz)
    for name, value in change.items():
        setattr(quiz, name, value)
    settled(lambda: quiz.save_revision().publish())
    now = Enrollment.objects.get(pk=enrollment.pk)
    assert now.done_count == done
    assert now.marks.get().value == mark
    client.force_login(now.user)
    page = client.get(reverse("courses:quiz", args=[now.batch.public_id, quiz.activity_id]))
    assert ("dihitung selesai" in page.text) is (change == {"max_attempts": 1})


def test_a_pre_test_that_becomes_a_quiz_gives_the_mark_of_who_took_it(settled):
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    quiz = tree.quizzes[0]
    quiz.kind = "pre_test"
    settled(lambda: quiz.save_revision().publish())
    quiz.refresh_from_db()
    fail_once(enrollment, quiz)
    assert not enrollment.marks.exists()
    quiz.kind = "quiz"
    settled(lambda: quiz.save_revision().publish())
    assert enrollment.marks.get().value == 0
