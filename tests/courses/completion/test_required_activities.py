"""When the demands of a batch are fixed, and how they change."""

from decimal import Decimal

import pytest
from django.utils import timezone

from academy.core.models import AuditEntry
from cms.models import LessonPage
from courses.admission.actions import accept
from courses.completion import actions as completion
from courses.completion.tasks import pin_started_batches
from courses.models import Enrollment
from courses.programs.actions import batches
from tests.courses.applying import settings_path
from tests.factories.cms import LessonPageFactory
from tests.factories.course_tree import course_tree
from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory

pytestmark = pytest.mark.django_db


def test_demands_are_fixed_on_the_first_day_and_only_once(course):
    today = BatchFactory(courses=[course.course], starts_on=timezone.localdate())
    coming = BatchFactory(courses=[course.course], selecting=True)
    hidden = BatchFactory(courses=[course.course], is_published=False)

    assert pin_started_batches() == 1
    LessonPageFactory(parent=course.modules[0], title="Materi susulan")
    assert pin_started_batches() == 0

    counts = [row.required_activities.count() for row in (today, coming, hidden)]
    assert counts == [4, 0, 0]


def test_what_is_published_later_is_adopted_and_released(
    client, manager, course, django_capture_on_commit_callbacks
):
    batch = BatchFactory(courses=[course.course])
    completion.pin(batch, by=manager)
    late = LessonPageFactory(parent=course.modules[0], title="Materi susulan", live=False)
    with django_capture_on_commit_callbacks(execute=True):
        late.save_revision().publish()
        course.lessons[0].unpublish()
    path = f"/kerja/angkatan/{batch.public_id}/aktivitas/"

    page = client.get(path)
    client.post(path, {"action": f"adopt:{late.pk}"})
    client.post(path, {"action": f"release:{course.lessons[0].pk}"})
    client.post(path, {"action": f"adopt:{LessonPage.objects.last().pk + 999}"})

    assert (page.context["new_count"], page.context["gone_count"]) == (1, 1)
    required = set(batch.required_activities.values_list("activity_id", flat=True))
    assert late.pk in required
    assert course.lessons[0].pk not in required
    assert len(required) == 4


def test_who_comes_after_the_demands_were_fixed_sees_all_of_them(manager, course):
    batch = BatchFactory(courses=[course.course], seats=5)
    completion.pin(batch, by=manager)
    application = ApplicationFactory(batch=batch, state="verified")

    accept(application=application, by=manager)

    assert batch.enrollments.get().required_count == 4


def test_the_log_tells_each_change_of_the_demands_once(manager, course):
    batch = BatchFactory(courses=[course.course])
    completion.pin(batch, by=manager)
    late = LessonPageFactory(parent=course.modules[0])

    for _twice in range(2):
        completion.adopt(batch, late.pk, by=manager)
    for _twice in range(2):
        completion.release(batch, late.pk, by=manager)

    said = AuditEntry.objects.about(batch).values_list("verb", "actor")
    verbs = ["pinned", "adopted", "released"]
    assert [one for one in said if one[0] in verbs] == [(verb, manager.pk) for verb in verbs]


def test_the_mark_of_one_quiz_counts_twice(client, manager, course):
    batch = BatchFactory(courses=[course.course])
    completion.pin(batch, by=manager)
    form = client.get(f"/kerja/angkatan/{batch.public_id}/aktivitas/").context["form"]
    first, second = form.fields

    client.post(
        f"/kerja/angkatan/{batch.public_id}/aktivitas/",
        {"action": "weights", first: "2", second: "1"},
    )

    weights = batch.required_activities.filter(activity__is_graded=True).order_by("activity__path")
    assert [row.weight for row in weights] == [Decimal(2), Decimal(1)]


def test_activities_cost_the_same_for_one_course_and_three(
    client, manager, course, django_assert_num_queries
):
    batch = BatchFactory(courses=[course.course])
    completion.pin(batch, by=manager)
    path = f"/kerja/angkatan/{batch.public_id}/aktivitas/"
    client.get(path)
    with django_assert_num_queries(10):
        client.get(path)
    ids = [course.course.pk, course_tree(modules=1).course.pk, course_tree(modules=1).course.pk]
    batches.set_courses(batch=batch, by=manager, course_ids=ids)
    client.get(path)
    with django_assert_num_queries(10):
        client.get(path)


def test_whoever_demands_more_in_a_batch_that_is_over_is_asked_and_told_who_has_passed(
    client, manager, course
):
    batch = BatchFactory(courses=[course.course], ends_on=timezone.localdate())
    completion.pin(batch, by=manager)
    passed = EnrollmentFactory(batch=batch, state="completed", is_eligible=True)
    Enrollment.objects.filter(pk=passed.pk).update(eligible_at=passed.enrolled_at)
    late = course.lessons[0]
    completion.release(batch, late.pk, by=manager)
    path = f"/kerja/angkatan/{batch.public_id}/aktivitas/"

    asked = client.get(path).content.decode()
    told = client.post(path, {"action": f"adopt:{late.pk}"}, follow=True).content.decode()
    settings = client.get(settings_path(batch)).content.decode()

    assert "1 person has passed, which stays so. Require" in asked
    assert "1 person has passed before and stays so." in told
    assert "1 person has passed and stays so." in " ".join(settings.split())
    passed.refresh_from_db()
    assert (passed.state, passed.eligible_at) == ("completed", passed.enrolled_at)
