"""Every share of a person counts above and below by the one rule of their progress."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.attendance.actions.ledger import note
from courses.completion import actions as completion
from courses.learning.actions import finish_lesson
from courses.models import Enrollment, ModuleSchedule
from courses.programs.actions import batches
from courses.workspace.queries import companion, overview
from tests.courses.world import World, world
from tests.factories.cms import LessonPageFactory
from tests.factories.courses import SessionFactory, days
from tests.factories.people import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def on_pages(here: World, seat: Enrollment) -> tuple[int, tuple[int, int], list[str], list[str]]:
    """Return progress, the only cell, and why behind, to coordinator and to companion."""
    here.batch.refresh_from_db()
    columns = overview.grid_columns(here.batch)
    due = overview.due_activities(columns)
    person = overview.people(here.batch, due).get(pk=seat.pk)
    [cell] = overview.grid_cells(columns, [person])[seat.pk]
    guide = MembershipFactory(pesantren=seat.pesantren, role="companion").user
    [(_seat, _batch, of_companion)] = companion.santri_of(guide)
    why = overview.why_behind(here.batch, person, len(due))
    return person.progress, cell, [str(one) for one in why], [str(one) for one in of_companion]


@pytest.fixture
def read() -> tuple[World, Enrollment]:
    """Somebody who has read the lesson; quiz and assignment are released, the module was due."""
    here = world()
    seat = here.seats[0]
    batches.set_rule(batch=here.batch, by=here.coordinator, final_assignment_accepted=False)
    ModuleSchedule.objects.create(
        batch=here.batch, module=here.tree.modules[0], due_at=timezone.now() - days(1)
    )
    for activity in here.tree.activities:
        if activity.pk != here.tree.lessons[0].pk:
            completion.release(here.batch, activity.pk, by=here.coordinator)
    return here, seat


def late_lesson(here: World, **page) -> LessonPageFactory:
    late = LessonPageFactory(parent=here.tree.modules[0], **page)
    completion.adopt(here.batch, late.pk, by=here.coordinator)
    return late


def finish(here: World, seat: Enrollment) -> None:
    finish_lesson(enrollment=seat, lesson=here.tree.lessons[0], client_id=uuid.uuid4())


def test_what_nobody_can_reach_is_neither_overdue_nor_counted_anywhere(
    read, run_jobs, django_capture_on_commit_callbacks
):
    here, seat = read
    late = late_lesson(here)
    finish(here, seat)
    why = ["1 aktivitas lewat tenggat"]
    assert on_pages(here, seat) == (50, (1, 2), why, why)
    with django_capture_on_commit_callbacks(execute=True):
        late.unpublish()
    run_jobs()
    assert on_pages(here, seat) == (100, (1, 1), [], [])


def test_what_is_demanded_after_somebody_passed_is_not_in_their_grid(read):
    here, seat = read
    finish(here, seat)
    late_lesson(here)
    assert on_pages(here, seat)[:2] == (100, (1, 1))


def test_the_page_of_a_person_counts_what_is_demanded_above_and_below(read, client):
    here, seat = read
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:person", args=[seat.public_id])).content.decode()
    assert "(0/1)" in page


def test_who_is_not_on_a_list_that_is_noted_after_the_end_is_behind_at_once(client):
    here = world(3)
    there, missing, also_missing = here.seats
    batches.set_rule(batch=here.batch, by=here.coordinator, minimum_attendance=Decimal(75))
    Enrollment.objects.update(first_seen_at=timezone.now(), last_seen_at=timezone.now())
    session = SessionFactory(batch=here.batch, held=True)
    note(session=session, statuses={there.pk: "present"}, by=here.coordinator, source="roster")
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    found = client.get(address, {"behind": "attendance"}).context["list"].rows
    assert {seat.pk for seat in found} == {missing.pk, also_missing.pk}
    assert {seat.attendance_percent for seat in found} == {0}
