"""A person may have more time than the batch: every place that says or checks a date knows it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.acts.actions import ModuleClosed, check_may_work
from courses.acts.queries import Allowance, allowance_of
from courses.acts.rules import ModuleTime
from courses.learning.actions import finish_lesson
from courses.learning.queries import way
from courses.learning.queries.schedule import schedule_of
from courses.models import Enrollment, Extension
from courses.workspace.queries import companion, overview
from tests.courses.seats import seat
from tests.factories.courses import ExtensionFactory, ModuleScheduleFactory, days
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_a_personal_date_beats_that_of_the_batch():
    times = ModuleTime(NOW - days(9), NOW, NOW + days(2))
    assert times.extended(NOW + days(1)) == ModuleTime(NOW - days(9), NOW + days(1), NOW + days(2))
    assert times.extended(NOW + days(3)) == ModuleTime(NOW - days(9), NOW + days(3), NOW + days(3))


def test_a_batch_that_moves_its_date_beyond_takes_nobodys_time():
    times = ModuleTime(None, NOW + days(5), NOW + days(5))
    assert times.extended(NOW + days(1)) == times


def test_where_nothing_is_due_nobody_gets_a_date():
    times = ModuleTime(None, None, None)
    assert times.extended(NOW) == times.extended(None) == times


def closed(*, due: float = -3, closes: float = -1, lessons: int = 1):
    """Return a seat whose one module was due and is closed, and the lessons of it."""
    enrollment, tree = seat(modules=1, lessons=lessons, quiz=False, assignment=False)
    ModuleScheduleFactory(
        batch=enrollment.batch,
        module=tree.modules[0],
        due_at=timezone.now() + days(due),
        closes_at=timezone.now() + days(closes),
    )
    enrollment.batch.end_plan()
    return Enrollment.objects.get(pk=enrollment.pk), tree.lessons


def extend(enrollment, activity, *, until: float = 4, **more):
    return ExtensionFactory(
        enrollment=enrollment, activity=activity, due_at=timezone.now() + days(until), **more
    )


def test_who_has_more_time_works_on_after_the_module_has_closed():
    enrollment, [lesson, other] = closed(lessons=2)
    extend(enrollment, lesson)
    check_may_work(enrollment, lesson, None)
    finish_lesson(enrollment=enrollment, lesson=lesson, client_id=uuid.uuid4())
    with pytest.raises(ModuleClosed):
        check_may_work(enrollment, other, None)


def test_more_time_of_somebody_else_opens_nothing():
    enrollment, [lesson] = closed()
    extend(seat()[0], lesson)
    with pytest.raises(ModuleClosed):
        check_may_work(enrollment, lesson, None)


def test_more_time_that_was_withdrawn_or_is_over_opens_nothing():
    enrollment, [lesson] = closed()
    extend(enrollment, lesson, withdrawn_at=NOW, withdrawn_by=enrollment.user)
    extend(enrollment, lesson, until=-0.5)
    with pytest.raises(ModuleClosed):
        check_may_work(enrollment, lesson, None)


def test_of_several_the_latest_counts_and_the_rest_adds_up():
    enrollment, [lesson] = closed()
    latest = extend(enrollment, lesson, until=6, extra_attempts=1)
    extend(enrollment, lesson, until=2, extra_attempts=2, extra_minutes=15)
    assert allowance_of(enrollment, lesson) == Allowance(latest.due_at, 3, 15)
    assert allowance_of(seat()[0], lesson) == Allowance()


def test_the_outline_shows_the_step_as_open_until_that_day():
    enrollment, [lesson, _other] = closed(lessons=2)
    given = extend(enrollment, lesson)
    [module] = way.read(enrollment).modules()
    assert [step.state for step in module.steps] == ["open", "closed"]
    assert [step.until for step in module.steps] == [given.due_at, None]
    place = way.read(enrollment).place_of(lesson.activity_id)
    assert place.times.due_at == place.times.closes_at == given.due_at
    assert way.read(enrollment).takes_work(place)


def test_home_says_by_when_what_is_left_is_due_for_this_person():
    enrollment, [lesson, other] = closed(due=-3, closes=9, lessons=2)
    given = extend(enrollment, lesson, until=5)
    read = way.read(enrollment)
    assert [(due.title, due.due_at) for due in [read.next_due()]] == [(lesson.title, given.due_at)]
    assert [due.title for due in read.late_work()] == [other.title]


def test_the_schedule_shows_own_dates_beside_those_of_the_batch(client):
    enrollment, [lesson, other] = closed(due=1, closes=9, lessons=2)
    given = extend(enrollment, lesson, until=5)
    module = lesson.get_parent()
    found = schedule_of([enrollment]).deadlines
    assert [item.title for item in found] == [module.title, lesson.title]
    assert found[1].due_at == given.due_at
    extend(enrollment, other, until=5, extra_minutes=0)
    Extension.objects.update(due_at=given.due_at)
    found = schedule_of([enrollment]).deadlines
    assert [(item.title, item.due_at) for item in found] == [(module.title, given.due_at)]
    client.force_login(enrollment.user)
    assert module.title in client.get(reverse("courses:schedule")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_own_dates_cost_the_schedule_one_query(count, django_assert_num_queries):
    enrollment, lessons = closed(due=1, closes=9, lessons=3)
    for lesson in lessons[:count]:
        extend(enrollment, lesson)
    schedule_of([enrollment])
    with django_assert_num_queries(2):
        schedule_of([enrollment])


def behind(enrollment) -> tuple[list[str], list[str]]:
    """Return why somebody is behind: for the coordinator, and for the companion."""
    batch = enrollment.batch
    due = overview.due_activities(overview.grid_columns(batch))
    person = overview.people(batch, due).get(pk=enrollment.pk)
    user = MembershipFactory(pesantren=enrollment.pesantren, role="companion").user
    [(_seat, _batch, of_companion)] = companion.santri_of(user)
    of_coordinator = overview.why_behind(batch, person, len(due))
    return [str(why) for why in of_coordinator], [str(why) for why in of_companion]


def test_who_has_more_time_is_not_behind_until_it_is_over():
    enrollment, [lesson, other] = closed(lessons=2)
    Enrollment.objects.update(first_seen_at=NOW, last_seen_at=timezone.now())
    enrollment.refresh_from_db()
    given = extend(enrollment, lesson)
    assert behind(enrollment) == (["1 aktivitas lewat tenggat"], ["1 aktivitas lewat tenggat"])
    extend(enrollment, other)
    # Two for one activity are one, and done with more time counts once.
    extend(enrollment, other, until=6)
    finish_lesson(enrollment=enrollment, lesson=lesson, client_id=uuid.uuid4())
    assert behind(enrollment) == ([], [])
    Extension.objects.exclude(pk=given.pk).update(due_at=timezone.now() - dt.timedelta(hours=1))
    assert behind(enrollment) == (["1 aktivitas lewat tenggat"], ["1 aktivitas lewat tenggat"])
