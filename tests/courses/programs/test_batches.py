"""How batches are set up."""

from decimal import Decimal

import pytest
from django.utils import timezone

from courses.completion import actions as completion
from courses.models import Batch, CompletionRule
from courses.programs.actions import batches
from tests.courses.applying import settings_path
from tests.factories.course_tree import course_tree
from tests.factories.courses import (
    BatchFactory,
    CompletionRuleFactory,
    EnrollmentFactory,
    ProgramFactory,
    days,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def batch_form(batch, **changes):
    local = timezone.localtime
    return {
        "number": batch.number,
        "name": batch.name,
        "summary": batch.summary,
        "mode": batch.mode,
        "place": batch.place,
        "seats": batch.seats,
        "closing_days": 0,
        "replacement_days": 14,
        "applications_open_at": local(batch.applications_open_at).strftime("%Y-%m-%dT%H:%M"),
        "applications_close_at": local(batch.applications_close_at).strftime("%Y-%m-%dT%H:%M"),
        "starts_on": batch.starts_on.isoformat(),
        "ends_on": batch.ends_on.isoformat(),
        "budget_kb": batch.data_budget // 1000,
        "all_activities": "on",
        "final_assignment_accepted": "on",
        **{f"course_{row.course_id}": row.position + 1 for row in batch.batch_courses.all()},
    } | changes


def test_settings_are_saved_and_reversed_dates_are_not(client, manager):
    batch = BatchFactory(selecting=True)
    coordinator = UserFactory(coordinator=True)

    wrong = client.post(settings_path(batch), batch_form(batch, ends_on="2020-01-01", place="X"))
    client.post(
        settings_path(batch),
        batch_form(batch, place="Sidoarjo", budget_kb=300, coordinators=[coordinator.pk]),
    )

    assert list(wrong.context["form"].errors) == ["ends_on"]
    assert "The last day must not be before the first one." in wrong.text
    batch.refresh_from_db()
    assert (batch.place, batch.data_budget) == ("Sidoarjo", 300_000)
    assert list(batch.coordinators.all()) == [coordinator]


def test_there_are_never_fewer_seats_than_people_who_have_one(client, manager):
    batch = BatchFactory(seats=5)
    EnrollmentFactory.create_batch(2, batch=batch)

    answer = client.post(settings_path(batch), batch_form(batch, seats=1))

    assert list(answer.context["form"].errors) == ["seats"]
    batch.refresh_from_db()
    assert batch.seats == 5


def test_a_number_is_given_once_in_a_program(client, manager):
    batch = BatchFactory()
    other = BatchFactory(program=batch.program)

    answer = client.post(settings_path(other), batch_form(other, number=batch.number))

    assert list(answer.context["form"].errors) == ["number"]


def test_courses_are_taught_in_the_order_of_their_numbers(client, manager, course):
    batch = BatchFactory(selecting=True)
    second = course_tree(modules=1, lessons=1)

    client.post(
        settings_path(batch),
        batch_form(batch, **{f"course_{course.course.pk}": 2, f"course_{second.course.pk}": 1}),
    )

    taught = batch.batch_courses.values_list("course_id", flat=True)
    assert list(taught) == [second.course.pk, course.course.pk]


def test_a_course_whose_activities_are_required_stays(manager, course):
    batch = BatchFactory(courses=[course.course])
    completion.pin(batch, by=manager)

    with pytest.raises(batches.CourseInUse):
        batches.set_courses(batch=batch, by=manager, course_ids=[])

    assert batch.batch_courses.count() == 1


def test_a_batch_without_courses_does_not_become_public(client, manager, course):
    batch = BatchFactory(is_published=False)

    with pytest.raises(batches.NothingToTeach):
        batches.publish(batch=batch, by=manager)
    batches.set_courses(batch=batch, by=manager, course_ids=[course.course.pk])
    client.post(settings_path(batch), batch_form(batch, place="Aula") | {"publish": "1"})

    batch.refresh_from_db()
    assert batch.is_published


def test_an_older_page_of_settings_undoes_nothing_and_a_clash_is_told(client, manager):
    batch = BatchFactory(selecting=True, place="Surabaya", seats=40)
    shown = {"initial-place": "Surabaya", "initial-seats": "40"}
    batches.update(batch=batch, by=manager, place="Sidoarjo")

    client.post(settings_path(batch), batch_form(batch, seats=45) | shown)
    batch.refresh_from_db()
    assert (batch.place, batch.seats) == ("Sidoarjo", 45)

    older = batch_form(batch, place="Gresik", seats=40) | shown
    clash = client.post(settings_path(batch), older)
    assert "It is now: Sidoarjo." in clash.context["form"].errors["place"][0]
    assert 'value="Gresik"' in clash.text
    batch.refresh_from_db()
    assert (batch.place, batch.seats) == ("Sidoarjo", 45)

    client.post(settings_path(batch), older | {"initial-place": "Sidoarjo"})
    batch.refresh_from_db()
    assert (batch.place, batch.seats) == ("Gresik", 45)


def test_the_rule_is_said_in_words_before_it_is_saved(client, manager):
    batch = BatchFactory()

    page = client.get(settings_path(batch, "syarat/"), {"minimum_mark": "72.5"})

    assert "Mean mark at least 72,5" in page.text
    assert not CompletionRule.objects.filter(batch=batch, minimum_mark__isnull=False).exists()


def test_a_new_rule_measures_everybody_at_once(client, manager, course):
    batch = BatchFactory(courses=[course.course])
    CompletionRuleFactory(batch=batch, minimum_mark=None, minimum_attendance=None)
    completion.pin(batch, by=manager)
    enrollment = EnrollmentFactory(batch=batch)

    demands = batch_form(batch, minimum_attendance="0")
    del demands["all_activities"], demands["final_assignment_accepted"]
    client.post(settings_path(batch), demands)

    enrollment.refresh_from_db()
    assert (enrollment.state, enrollment.is_eligible) == ("completed", True)


def test_a_coordinator_opens_a_batch_and_runs_it(client):
    coordinator = UserFactory(coordinator=True)
    own = BatchFactory(coordinators=[coordinator])
    client.force_login(coordinator)
    # The factory numbers batches from one on.
    form = batch_form(own, number=9078, program=own.program.pk)

    client.post("/kerja/angkatan/baru/", form)
    client.post("/kerja/angkatan/baru/", form | {"number": 9079, "program": ProgramFactory().pk})

    assert list(Batch.objects.get(number=9078).coordinators.all()) == [coordinator]
    assert not Batch.objects.filter(number=9079).exists()


def test_only_a_program_manager_sets_the_target(client, manager):
    program = ProgramFactory()
    path = f"/kerja/program/{program.public_id}/pengaturan/"
    form = {
        "name": program.name,
        "slug": program.slug,
        "code": program.code,
        "target": 1200,
        "starts_on": program.starts_on.isoformat(),
        "ends_on": program.ends_on.isoformat(),
        "rupiah_per_mb": 12,
    }

    client.post(path, form)
    coordinator = UserFactory(coordinator=True)
    BatchFactory(program=program, coordinators=[coordinator])
    client.force_login(coordinator)
    refused = client.post(path, form | {"target": 1})

    program.refresh_from_db()
    assert (program.target, program.rupiah_per_mb, refused.status_code) == (1200, 12, 403)


@pytest.mark.parametrize("role", ["trainer", "coordinator", "partner", "participant"])
def test_who_does_not_run_a_batch_changes_nothing_of_it(client, role):
    batch = BatchFactory(place="Surabaya")
    client.force_login(UserFactory() if role == "participant" else UserFactory(**{role: True}))
    paths = [
        settings_path(batch),
        settings_path(batch, "jadwal/"),
        f"/kerja/angkatan/{batch.public_id}/salin/",
        f"/kerja/angkatan/{batch.public_id}/aktivitas/",
    ]

    expected = 403 if role == "participant" else 404
    answers = {client.post(path, batch_form(batch, place="X")).status_code for path in paths}
    assert answers == {expected}
    batch.refresh_from_db()
    assert batch.place == "Surabaya"


def test_weights_that_were_typed_are_kept_when_an_activity_is_released(client, manager, course):
    batch = BatchFactory(courses=[course.course])
    completion.pin(batch, by=manager)
    quiz, other = course.quizzes
    typed = {f"weight_{quiz.pk}": "3", f"weight_{other.pk}": "1"}

    client.post(
        settings_path(batch).replace("pengaturan/", "aktivitas/"),
        typed | {"action": f"release:{other.pk}"},
    )

    required = dict(batch.required_activities.values_list("activity", "weight"))
    assert (required[quiz.pk], other.pk in required) == (Decimal(3), False)


def test_dates_of_two_pages_that_do_not_fit_together_are_told(client, manager):
    """One has moved the first day; the other's older page ends the batch before it."""
    batch = BatchFactory(selecting=True)
    older = batch_form(batch)
    shown = {f"initial-{name}": older[name] for name in ("starts_on", "ends_on")}
    later = batch.ends_on - days(1)
    batches.update(batch=batch, by=manager, starts_on=later)

    told = client.post(
        settings_path(batch), older | shown | {"ends_on": (later - days(3)).isoformat()}
    )

    assert "The last day must not be before the first one." in told.text
    batch.refresh_from_db()
    assert batch.starts_on == later
