"""Everything that one has to do, on one page."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import QuizPage
from courses.learning.queries.marks import marks_of
from courses.learning.queries.tasks import tasks_of
from courses.models import CompletionRule, Exemption, ModuleSchedule, QuizAttempt
from tests.courses.seats import seat
from tests.factories.courses import (
    BatchFactory,
    CompletionFactory,
    EnrollmentFactory,
    ExtensionFactory,
    MarkFactory,
    SubmissionFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
URL = "/belajar/tugas/"


@pytest.fixture
def at(client):
    enrollment, tree = seat(modules=2, lessons=2)
    client.force_login(enrollment.user)
    return enrollment, tree


def shown(client, query=""):
    """Return the heads of the page, each with the titles below it."""
    html = client.get(URL + query).content.decode()
    parts = re.split(r"<h2>(.*?)</h2>", html)[1:]
    return {
        head: re.findall(r'outline__title">(.*?)<', body)
        for head, body in zip(parts[::2], parts[1::2], strict=True)
    }


def test_every_task_stands_under_its_state(client, at):
    enrollment, tree = at
    first, second = tree.quizzes
    [work] = tree.assignments
    CompletionFactory(enrollment=enrollment, activity=first)
    MarkFactory(enrollment=enrollment, activity=first, value=80)
    CompletionFactory(enrollment=enrollment, activity=tree.lessons[0])
    SubmissionFactory(enrollment=enrollment, assignment=work)
    assert shown(client) == {
        "Perlu dikerjakan": ["Materi 1.2", "Modul 2", second.title],
        "Di tangan pemateri": [work.title],
        "Selesai": [first.title],
    }


def test_what_is_wanted_again_comes_first_and_what_is_late_says_so(client, at):
    enrollment, tree = at
    [work] = tree.assignments
    SubmissionFactory(enrollment=enrollment, assignment=work, state="revision")
    ModuleSchedule.objects.create(
        batch=enrollment.batch, module=tree.modules[1], due_at=timezone.now() - timedelta(days=1)
    )
    enrollment.batch.end_plan()
    assert next(iter(shown(client))) == "Perlu diperbaiki"
    assert shown(client)["Perlu diperbaiki"] == [work.title]
    html = client.get(URL).content.decode()
    assert html.count("terlambat, masih diterima") == 3


def test_one_state_alone_can_be_chosen_and_an_unknown_one_shows_all(client, at):
    CompletionFactory(enrollment=at[0], activity=at[1].quizzes[0])
    assert list(shown(client, "?keadaan=done")) == ["Selesai"]
    assert list(shown(client, "?keadaan=xyz")) == list(shown(client))


def test_what_one_need_not_do_is_said_and_not_asked(client, at):
    enrollment, tree = at
    Exemption.objects.create(
        enrollment=enrollment, activity=tree.quizzes[0], reason="Sakit.",
        given_by=UserFactory(coordinator=True), given_at=timezone.now(),
    )  # fmt: skip
    assert shown(client)["Tidak perlu Anda kerjakan"] == [tree.quizzes[0].title]


def test_what_is_not_demanded_and_untouched_is_no_task(client, at):
    enrollment, _tree = at
    enrollment.batch.required_activities.all().delete()
    enrollment.batch.end_plan()
    assert "Belum ada tugas" in client.get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_as_many_queries_for_three_batches(client, at, count, django_assert_num_queries):
    enrollment, _tree = at
    for _number in range(count - 1):
        other, _other_tree = seat(modules=1, lessons=1)
        other.user = enrollment.user
        other.save()
    client.get(URL)
    # Session, user, seats; records, when done, when handed in.
    with django_assert_num_queries(6):
        page = client.get(URL)
    assert len(page.content) < 40_000


def test_several_batches_are_told_apart(client, at):
    enrollment, tree = at
    batch = BatchFactory(courses=[tree.course], name="Angkatan Malam")
    EnrollmentFactory(batch=batch, user=enrollment.user)
    html = client.get(URL).content.decode()
    assert "Angkatan Malam" in html
    assert str(enrollment.batch) in html


def test_a_date_of_ones_own_stands_here_and_not_that_of_the_batch(client, at):
    enrollment, tree = at
    [work] = tree.assignments
    ModuleSchedule.objects.create(
        batch=enrollment.batch, module=tree.modules[1], due_at=timezone.now() - timedelta(days=1)
    )
    enrollment.batch.end_plan()
    ExtensionFactory(
        enrollment=enrollment, activity=work, due_at=timezone.now() + timedelta(days=2)
    )
    tasks = {
        task.title: task.is_late for group in tasks_of(enrollment.user).groups.values()
        for task in group
    }  # fmt: skip
    assert tasks[work.title] is False
    assert tasks[tree.quizzes[1].title] is True


def test_attempts_that_were_granted_keep_a_better_mark_within_reach(client, at):
    enrollment, tree = at
    quiz = tree.quizzes[0]
    QuizPage.objects.filter(pk=quiz.pk).update(max_attempts=1)
    CompletionRule.objects.create(batch=enrollment.batch, minimum_mark=75)
    QuizAttempt.objects.create(
        enrollment=enrollment, quiz=quiz, number=1, state="marked", mark=40, pass_mark=70,
        started_at=timezone.now(),
    )  # fmt: skip
    CompletionFactory(enrollment=enrollment, activity=quiz)
    MarkFactory(enrollment=enrollment, activity=quiz, value=40)
    best = [marks_of(enrollment).outlook.best]
    ExtensionFactory(enrollment=enrollment, activity=quiz, extra_attempts=1)
    best.append(marks_of(enrollment).outlook.best)
    assert best == [80, 100]
