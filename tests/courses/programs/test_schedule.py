"""When the modules of a batch open and close, and how a copy moves all dates."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from courses.models import Batch, ModuleSchedule
from courses.programs.actions import schedule
from courses.programs.queries.schedule import even_dates
from tests.courses.applying import settings_path
from tests.factories.courses import (
    BatchFactory,
    CompletionRuleFactory,
    EnrollmentFactory,
    days,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def asked_of(course) -> list[str]:
    return [f"{part}_{module.pk}" for module in course.modules for part in ("opens", "due")]


def test_a_schedule_is_typed_in_or_filled_in_evenly(client, manager, course):
    batch = BatchFactory(selecting=True, courses=[course.course])
    path = settings_path(batch, "jadwal/")
    first, second = course.modules

    wrong = client.post(
        path, {f"opens_{first.pk}": "2027-02-02T08:00", f"due_{first.pk}": "2027-02-01T08:00"}
    )
    filled = client.post(path, {"spread": "1", "days_per_module": "7"})
    assert not ModuleSchedule.objects.filter(batch=batch).exists()
    client.post(path, {name: filled.context["form"].data[name] for name in asked_of(course)})

    assert list(wrong.context["form"].errors) == [f"due_{first.pk}"]
    rows = ModuleSchedule.objects.filter(batch=batch).order_by("opens_at")
    local = [
        (row.module_id, timezone.localtime(row.opens_at), timezone.localtime(row.due_at))
        for row in rows
    ]
    start = timezone.make_aware(dt.datetime.combine(batch.starts_on, dt.time()))
    week, last = days(7), days(6) + dt.timedelta(hours=23, minutes=59)
    assert local == [
        (first.pk, start, start + last),
        (second.pk, start + week, start + week + last),
    ]


def test_a_copy_moves_every_date_and_takes_nobody_along(client, manager, course):
    coordinator = UserFactory(coordinator=True)
    batch = BatchFactory(courses=[course.course], coordinators=[coordinator], seats=40)
    CompletionRuleFactory(batch=batch, minimum_mark=Decimal("72.50"))
    weekly = even_dates(batch, days_per_module=7)
    schedule.set_schedule(batch=batch, by=manager, modules=weekly)
    EnrollmentFactory(batch=batch)
    start = batch.starts_on + days(90)

    client.post(
        f"/kerja/angkatan/{batch.public_id}/salin/",
        # The factory numbers batches from one on.
        {"number": 9077, "name": "", "starts_on": start.isoformat()},
    )

    copy = Batch.objects.get(number=9077)
    assert (copy.starts_on, copy.ends_on, copy.seats, copy.is_published) == (
        start,
        batch.ends_on + days(90),
        40,
        False,
    )
    assert copy.applications_close_at == batch.applications_close_at + days(90)
    assert copy.completion_rule.minimum_mark == Decimal("72.50")
    assert list(copy.coordinators.all()) == [coordinator]
    assert list(copy.courses.all()) == [course.course]
    moved = copy.module_schedules.order_by("module").values_list("opens_at", flat=True)
    known = batch.module_schedules.order_by("module").values_list("opens_at", flat=True)
    assert list(moved) == [moment + days(90) for moment in known]
    assert not copy.enrollments.exists()


def test_dates_filled_in_evenly_keep_the_closing_days_that_were_typed(client, manager, course):
    batch = BatchFactory(selecting=True, courses=[course.course])
    first, _second = course.modules
    page = client.post(
        settings_path(batch, "jadwal/"),
        {"spread": "1", "days_per_module": "7", f"closes_{first.pk}": "2030-01-01T10:00"},
    )
    assert page.context["form"].data[f"closes_{first.pk}"] == "2030-01-01T10:00"
    assert "Filled in, not saved yet" in page.text
