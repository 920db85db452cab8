"""How long late work counts and seats are passed on: settings of each batch."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from academy.web import formats
from courses.admission.actions import replacing
from courses.enrollment.actions.enrollments import NotOver, close_batch
from courses.models import Batch
from courses.programs.actions import batches
from courses.programs.forms.batches import BatchForm
from tests.factories.courses import BatchFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def ago(days: int):
    return timezone.localdate() - timedelta(days=days)


@pytest.mark.parametrize(
    ("closing_days", "ended_ago", "may_close", "is_over"),
    [
        (0, -1, False, False),
        (0, 0, True, False),
        (0, 1, True, True),
        (7, 1, False, False),
        (7, 6, False, False),
        (7, 7, True, False),
        (7, 8, True, True),
    ],
)
def test_a_batch_can_be_closed_so_many_days_after_its_last_one(
    closing_days, ended_ago, may_close, is_over
):
    batch = BatchFactory(ends_on=ago(ended_ago), closing_days=closing_days)
    assert (batch.may_close, batch.is_over) == (may_close, is_over)


@pytest.mark.parametrize(
    ("replacement_days", "started_ago", "offered"),
    [(14, 13, True), (14, 14, False), (1, 0, True), (1, 1, False), (30, 29, True), (30, 30, False)],
)
def test_a_seat_is_passed_on_for_so_many_days_after_the_start(
    replacement_days, started_ago, offered
):
    batch = BatchFactory(starts_on=ago(started_ago), replacement_days=replacement_days)
    assert replacing.may_replace(EnrollmentFactory(batch=batch)) is offered


def test_refusals_name_the_day_that_the_settings_of_the_batch_make():
    coordinator = UserFactory(coordinator=True)
    batch = BatchFactory(
        starts_on=ago(20), ends_on=ago(1), closing_days=5, replacement_days=3,
        coordinators=[coordinator],
    )  # fmt: skip
    with translation.override("en"):
        with pytest.raises(NotOver, match=formats.date_long(ago(-4))):
            close_batch(batch=batch, by=coordinator)
        with pytest.raises(replacing.TooLateToReplace, match=formats.date_long(ago(18))):
            replacing.replace_no_show(enrollment=EnrollmentFactory(batch=batch), by=coordinator)


def test_a_page_opened_before_the_days_were_made_longer_closes_nothing():
    coordinator = UserFactory(coordinator=True)
    batch = BatchFactory(ends_on=ago(5), closing_days=3, coordinators=[coordinator])
    seat = EnrollmentFactory(batch=batch)
    opened = Batch.objects.get(pk=batch.pk)
    batches.update(batch=batch, by=coordinator, closing_days=30)
    with pytest.raises(NotOver):
        close_batch(batch=opened, by=coordinator)
    seat.refresh_from_db()
    assert seat.state == "active"


def test_the_public_page_says_the_days_of_this_batch(client):
    batch = BatchFactory(is_published=True, replacement_days=9)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("courses:batch_public", args=[batch.public_id])).text
    assert "do not come in the first 9 days" in " ".join(page.split())


@pytest.mark.parametrize(
    ("field", "days", "is_taken"),
    [
        ("closing_days", 0, True),
        ("closing_days", 90, True),
        ("closing_days", 91, False),
        ("closing_days", -1, False),
        ("replacement_days", 1, True),
        ("replacement_days", 60, True),
        ("replacement_days", 61, False),
        ("replacement_days", 0, False),
    ],
)
def test_the_settings_take_days_that_make_sense(field, days, is_taken):
    form = BatchForm({field: days}, instance=BatchFactory(), user=UserFactory(coordinator=True))
    assert (field not in form.errors) is is_taken


def test_a_copy_has_the_days_of_its_batch():
    batch = BatchFactory(closing_days=5, replacement_days=21)
    new = batches.copy(
        batch=batch, by=UserFactory(program_manager=True), number=9, name="", starts_on=ago(-30)
    )
    new = Batch.objects.get(pk=new.pk)
    assert (new.closing_days, new.replacement_days) == (5, 21)
