"""Ids of another program, put into forms and addresses of one's own: nothing comes of them."""

import logging
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from academy.people.accounts.actions.roles import grant_role
from academy.people.models import Role
from certificates.models import Certificate
from courses.models import (
    ApplicationState,
    Attendance,
    Batch,
    Completion,
    LessonPosition,
    QuizAttempt,
    RequiredActivity,
    Submission,
    SubmissionFile,
)
from courses.workspace.actions.pins import make_slips
from tests.access.world import Who, World, world
from tests.courses.seats import photo
from tests.factories.certificates import graduate
from tests.factories.courses import ApplicationFactory, EnrollmentFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(caplog):
    caplog.set_level(logging.CRITICAL, "django.request")


def signed_in(here: World, who: Who) -> Client:
    client = Client()
    client.force_login(here.people[who])
    return client


def to(name: str, *objects) -> str:
    return reverse(name, args=[getattr(found, "public_id", found) for found in objects])


@pytest.mark.parametrize("action", ["verify", "accept", "reserve", "decline"])
def test_a_coordinator_decides_about_no_application_of_another_batch(action):
    here = world()
    foreign = ApplicationFactory(batch=here.elsewhere.objects["batch"])
    form = {"action": action, "confirmed": "1", "reason": "Kuota penuh"}
    for field in ("selected", "ids"):
        signed_in(here, Who.COORDINATOR).post(
            to("courses:applications_decide", here.own.objects["batch"]),
            form | {field: [str(foreign.public_id)]},
        )
    foreign.refresh_from_db()
    assert foreign.state == ApplicationState.SUBMITTED


def test_a_coordinator_makes_no_slip_and_no_message_for_people_of_another_batch():
    here = world()
    foreign = here.elsewhere.objects["seat"]
    for action in ("slips", "messages"):
        response = signed_in(here, Who.COORDINATOR).post(
            to("courses:people_act", here.own.objects["batch"]),
            {"action": action, "confirmed": "yes", "selected": [str(foreign.public_id)]},
        )
        assert response.status_code == 302
    before = foreign.user.password
    foreign.user.refresh_from_db()
    assert foreign.user.password == before


def test_a_coordinator_issues_sends_and_previews_no_certificate_of_another_batch(run_jobs):
    here = world()
    client, batch = signed_in(here, Who.COORDINATOR), here.own.objects["batch"]
    ready = graduate(here.elsewhere.objects["batch"])
    unsent = here.elsewhere.objects["certificate"]
    Certificate.objects.filter(pk=unsent.pk).update(sent_at=None)
    form = {"client_id": str(uuid.uuid4()), "kind": "completion", "confirmed": "1"}
    client.post(to("certificates:issue", batch), form | {"selected": [str(ready.public_id)]})
    client.post(to("certificates:send", batch), form | {"selected": [str(unsent.public_id)]})
    run_jobs()
    assert not ready.certificates.exists()
    unsent.refresh_from_db()
    assert unsent.sent_at is None
    assert client.get(to("certificates:preview", batch, ready)).status_code == 404
    job = here.elsewhere.objects["job"]
    assert client.get(to("certificates:zip_download", batch, job)).status_code == 404


def test_a_coordinator_notes_nobody_of_another_batch_and_demands_no_foreign_activity():
    here = world()
    client, objects, foreign = (
        signed_in(here, Who.COORDINATOR),
        here.own.objects,
        here.elsewhere.objects,
    )
    seat = foreign["seat"]
    client.post(to("courses:roster", objects["session"]), {f"status_{seat.public_id}": "present"})
    assert not Attendance.objects.filter(enrollment=seat).exists()
    before = RequiredActivity.objects.count()
    for action in ("adopt", "release"):
        client.post(
            to("courses:batch_activities", objects["batch"]),
            {"action": f"{action}:{foreign['lesson'].pk}"},
        )
    assert RequiredActivity.objects.count() == before


def test_a_coordinator_opens_no_batch_in_another_program():
    here = world()
    response = signed_in(here, Who.COORDINATOR).post(
        to("courses:batch_new"), {"program": here.elsewhere.objects["program"].pk}
    )
    assert "program" in response.context["form"].errors
    assert Batch.objects.count() == 4


def test_a_participant_works_in_no_activity_that_the_own_batch_does_not_teach():
    here = world()
    client, batch, foreign = (
        signed_in(here, Who.PARTICIPANT),
        here.own.objects["batch"],
        here.elsewhere.objects,
    )
    lesson, quiz, assignment = (
        foreign[name].activity_id for name in ("lesson", "quiz", "assignment")
    )
    counted = (Completion, LessonPosition, QuizAttempt, Submission, SubmissionFile)
    before = [model.objects.count() for model in counted]
    client.post(to("courses:lesson_finish", batch, lesson))
    client.post(to("courses:lesson_position", batch, lesson))
    client.post(to("courses:lesson_position", batch, lesson), {"anchor": "b1"})
    client.post(to("courses:quiz_start", batch, quiz))
    client.post(to("courses:assignment_add", batch, assignment), {"files": [photo()]})
    assert [model.objects.count() for model in counted] == before
    for name, activity in (("lesson", lesson), ("quiz", quiz), ("assignment", assignment)):
        assert client.get(to(f"courses:{name}", batch, activity)).status_code == 404


def test_a_participant_moves_and_removes_no_file_of_another_draft():
    here = world()
    objects, foreign = here.own.objects, here.elsewhere.objects["draft_file"]
    address = to(
        "courses:submission_arrange",
        objects["batch"],
        objects["next_assignment"].activity_id,
        objects["draft"],
    )
    for act in ("hapus", "maju", "mundur"):
        signed_in(here, Who.PARTICIPANT).post(address, {act: str(foreign.public_id)})
    assert SubmissionFile.objects.filter(
        pk=foreign.pk, position=foreign.position, submission=foreign.submission
    ).exists()


@pytest.mark.parametrize(
    "role", ["trainer", "coordinator", "program_manager", "partner", "editor", "companion"]
)
def test_a_companion_resets_no_pin_of_somebody_who_works_here(role):
    here = world()
    seat = here.own.objects["seat"]
    colleague = EnrollmentFactory(
        batch=seat.batch, pesantren=seat.pesantren, user=UserFactory(**{role: True})
    )
    client = signed_in(here, Who.COMPANION)
    assert client.get(to("courses:person_pin", colleague)).status_code == 403
    assert client.post(to("courses:person_pin", colleague)).status_code == 403
    coordinator = here.people[Who.COORDINATOR]
    assert make_slips(enrollments=[colleague], by=coordinator, client_id=uuid.uuid4()) == []


def test_a_companion_notes_and_sees_only_the_own_santri():
    here = world()
    seat, session = here.own.objects["seat"], here.own.objects["session"]
    other = EnrollmentFactory(batch=seat.batch, user=UserFactory(full_name="Wahyuni Lain"))
    MembershipFactory(user=other.user, pesantren=other.pesantren)
    client = signed_in(here, Who.COMPANION)
    client.post(
        to("courses:roster", session),
        {f"status_{found.public_id}": "present" for found in (seat, other)},
    )
    assert [row.enrollment for row in Attendance.objects.all()] == [seat]
    for name in ("roster", "roster_sheet"):
        assert b"Wahyuni" not in client.get(to(f"courses:{name}", session)).content
    assert client.get(to("courses:person", other)).status_code == 404


def test_nobody_marks_the_own_work():
    here = world()
    trainer, objects = here.people[Who.TRAINER], here.own.objects
    own = objects["submission"]
    own.enrollment.user = trainer
    own.enrollment.save()
    client = signed_in(here, Who.TRAINER)
    assert client.post(to("courses:review_desk", own)).status_code == 403
    assert list(client.get(to("courses:review_queue")).context["list"].page) == []


def test_wagtails_own_form_lets_nobody_in_by_password_alone(client):
    user = UserFactory(trainer=True)
    form = {"username": user.username, "password": "jambu-air-merah"}
    response = client.post("/_util/login/?next=/kerja/", form)
    assert (response.status_code, response.url) == (302, "/masuk/?next=/kerja/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("lost", ["role", "batch"])
def test_who_no_longer_works_with_a_batch_reaches_no_file_made_of_it(lost):
    here = world()
    person, objects = here.people[Who.COORDINATOR], here.own.objects
    client = signed_in(here, Who.COORDINATOR)
    addresses = [
        to("courses:job_file", objects["job"]),
        to("courses:job", objects["job"]),
        to("certificates:zip_download", objects["batch"], objects["job"]),
    ]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    if lost == "role":
        grant_role(user=person, role=Role.TRAINER, by=None)
        person.role_grants.filter(role=Role.COORDINATOR).delete()
    else:
        objects["batch"].coordinators.remove(person)
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert list(client.get(to("courses:jobs")).context["page"]) == []
