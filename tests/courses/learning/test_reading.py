"""Opening, stopping and finishing lessons."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from academy.core.acts import SentDifferently
from courses.acts.actions import (
    ActivityElsewhere,
    ActivityUnpublished,
    ModuleClosed,
    ModuleNotOpen,
    SeatNotActive,
)
from courses.learning import actions as progress
from courses.models import Completion, LessonPosition
from tests.courses.seats import seat
from tests.factories.cms import LessonPageFactory
from tests.factories.courses import EnrollmentFactory, ModuleScheduleFactory, days

pytestmark = pytest.mark.django_db


def finish(enrollment, lesson, **more):
    return progress.finish_lesson(
        enrollment=enrollment, lesson=lesson, client_id=more.pop("client_id", uuid.uuid4()), **more
    )


def test_finishing_a_lesson_counts_at_once():
    enrollment, tree = seat()
    finish(enrollment, tree.lessons[0])
    enrollment.refresh_from_db()
    assert (enrollment.done_count, enrollment.required_count, enrollment.progress) == (1, 7, 14)
    assert enrollment.first_seen_at is not None
    assert enrollment.first_seen_at == enrollment.last_seen_at


def test_finishing_twice_or_late_is_one_record():
    enrollment, tree = seat()
    client_id = uuid.uuid4()
    first = finish(enrollment, tree.lessons[0], client_id=client_id)
    again = finish(enrollment, tree.lessons[0], client_id=client_id)
    from_another_tab = finish(enrollment, tree.lessons[0])
    assert first == again == from_another_tab
    assert Completion.objects.count() == 1


def test_a_form_sent_again_for_another_lesson_is_told_and_finishes_nothing():
    enrollment, tree = seat()
    client_id = uuid.uuid4()
    finish(enrollment, tree.lessons[0], client_id=client_id)
    with pytest.raises(SentDifferently):
        finish(enrollment, tree.lessons[1], client_id=client_id)
    assert Completion.objects.count() == 1


def test_on_a_shared_handset_the_page_of_one_person_works_for_the_next():
    first, tree = seat()
    second = EnrollmentFactory(batch=first.batch)
    client_id = uuid.uuid4()
    own = finish(first, tree.lessons[0], client_id=client_id)
    others = finish(second, tree.lessons[0], client_id=client_id)
    assert (own.enrollment, others.enrollment) == (first, second)
    assert finish(second, tree.lessons[0], client_id=client_id) == others


def test_the_device_time_is_kept_only_where_it_can_be_true():
    enrollment, tree = seat()
    now = timezone.now()
    believed = finish(enrollment, tree.lessons[0], happened_at=now - dt.timedelta(hours=5))
    future = finish(enrollment, tree.lessons[1], happened_at=now + dt.timedelta(hours=5))
    assert believed.happened_at == now - dt.timedelta(hours=5)
    assert future.happened_at is None


def test_a_module_takes_no_work_before_it_opens_and_after_it_closes():
    enrollment, tree = seat()
    now = timezone.now()
    ModuleScheduleFactory(
        batch=enrollment.batch, module=tree.modules[0], closes_at=now - dt.timedelta(hours=1)
    )
    ModuleScheduleFactory(batch=enrollment.batch, module=tree.modules[1], opens_at=now + days(1))
    with pytest.raises(ModuleClosed):
        finish(enrollment, tree.lessons[0])
    with pytest.raises(ModuleNotOpen):
        finish(enrollment, tree.lessons[2])
    assert Completion.objects.count() == 0


def test_who_read_in_time_without_signal_is_in_time():
    enrollment, tree = seat()
    closed_at = timezone.now() - dt.timedelta(hours=1)
    ModuleScheduleFactory(batch=enrollment.batch, module=tree.modules[0], closes_at=closed_at)
    read_at = closed_at - dt.timedelta(minutes=5)
    assert finish(enrollment, tree.lessons[0], happened_at=read_at).happened_at == read_at


@pytest.mark.parametrize("state", ["failed", "withdrawn", "replaced"])
def test_who_has_no_active_seat_changes_nothing(state):
    enrollment, tree = seat()
    enrollment.state = state
    enrollment.save()
    with pytest.raises(SeatNotActive):
        finish(enrollment, tree.lessons[0])


def test_a_lesson_of_another_course_or_an_unpublished_one_is_refused():
    enrollment, tree = seat()
    with pytest.raises(ActivityElsewhere):
        finish(enrollment, LessonPageFactory())
    tree.lessons[0].unpublish()
    with pytest.raises(ActivityUnpublished):
        finish(enrollment, tree.lessons[0])


def test_what_was_done_before_unpublishing_stays_done():
    enrollment, tree = seat()
    done = finish(enrollment, tree.lessons[0])
    tree.lessons[0].unpublish()
    assert finish(enrollment, tree.lessons[0]) == done
    enrollment.refresh_from_db()
    assert enrollment.done_count == 1


def test_reading_goes_on_where_it_stopped():
    enrollment, tree = seat()
    lesson = tree.lessons[0]
    progress.keep_position(enrollment=enrollment, lesson=lesson, anchor="arah-cahaya")
    progress.open_lesson(enrollment=enrollment, lesson=lesson)
    assert LessonPosition.objects.get().anchor == "arah-cahaya"
    progress.keep_position(enrollment=enrollment, lesson=lesson, anchor="x" * 99)
    assert LessonPosition.objects.get().anchor == "x" * 40
