"""Pages that batches teach or participants have worked with stay."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import ActivityPage, ModulePage
from courses.models import LessonPosition, ModuleSchedule, QuizAttempt, RequiredActivity
from courses.programs.queries.content import has_records, smallest_data_budget
from tests.cms.people import editor, signed_in
from tests.factories.course_tree import course_tree
from tests.factories.courses import (
    BatchFactory,
    CompletionFactory,
    EnrollmentFactory,
    MarkFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def attempt(tree, enrollment):
    QuizAttempt.objects.create(
        enrollment=enrollment,
        quiz=tree.quizzes[0],
        number=1,
        pass_mark=70,
        started_at=timezone.now(),
    )


RECORDS = {
    "completion": lambda t, e: CompletionFactory(enrollment=e, activity=t.activities[0]),
    "mark": lambda t, e: MarkFactory(enrollment=e, activity=t.activities[1]),
    "submission": lambda t, e: SubmissionFactory(
        enrollment=e, assignment=t.assignments[0], course=t.course
    ),
    "attempt": attempt,
    "requirement": lambda t, e: RequiredActivity.objects.create(
        batch=e.batch, activity=t.activities[0]
    ),
    "schedule": lambda t, e: ModuleSchedule.objects.create(batch=e.batch, module=t.modules[0]),
    "position": lambda t, e: LessonPosition.objects.create(
        enrollment=e, lesson=t.lessons[0], opened_at=timezone.now()
    ),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_module_with_records_below_it_is_kept(kind):
    tree = course_tree(modules=1, lessons=1)
    assert not has_records(tree.modules[0])
    RECORDS[kind](tree, EnrollmentFactory())
    assert has_records(tree.modules[0])
    client = signed_in(editor())
    address = reverse("wagtailadmin_pages:delete", args=[tree.modules[0].pk])
    for response in (client.get(address, follow=True), client.post(address, follow=True)):
        assert response.status_code == 200
        assert reverse("wagtailadmin_pages:unpublish", args=[tree.modules[0].pk]) in (
            response.content.decode()
        )
    assert ModulePage.objects.filter(pk=tree.modules[0].pk).exists()


def test_a_course_that_a_batch_teaches_is_kept():
    tree = course_tree(modules=1, lessons=1)
    BatchFactory(courses=[tree.course])
    address = reverse("wagtailadmin_pages:delete", args=[tree.course.pk])
    assert signed_in(editor()).post(address).status_code == 302
    assert has_records(tree.course)


def test_in_bulk_nothing_is_deleted_where_one_page_has_records():
    tree = course_tree(modules=1, lessons=2, quiz=False)
    CompletionFactory(enrollment=EnrollmentFactory(), activity=tree.activities[0])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    chosen = "&".join(f"id={lesson.pk}" for lesson in tree.lessons)
    response = signed_in(editor()).post(f"{address}?{chosen}", follow=True)
    assert response.status_code == 200
    assert ActivityPage.objects.filter(pk__in=[page.pk for page in tree.lessons]).count() == 2


def test_a_page_without_records_is_deleted():
    tree = course_tree(modules=1, lessons=1, quiz=False)
    address = reverse("wagtailadmin_pages:delete", args=[tree.lessons[0].pk])
    signed_in(editor()).post(address)
    assert not ActivityPage.objects.filter(pk=tree.lessons[0].pk).exists()


def test_the_smallest_budget_of_the_batches_to_come_counts():
    tree = course_tree(modules=1, lessons=1)
    lesson = tree.lessons[0]
    assert smallest_data_budget(lesson) is None
    BatchFactory(courses=[tree.course], data_budget=300_000)
    BatchFactory(courses=[tree.course], data_budget=200_000)
    past = timezone.localdate() - dt.timedelta(days=1)
    BatchFactory(courses=[tree.course], data_budget=1, starts_on=past, ends_on=past)
    assert smallest_data_budget(lesson) == 200_000
