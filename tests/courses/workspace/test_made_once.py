"""A form that makes something, sent twice: one is made, and both answers lead to it."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from academy.core.models import Act
from academy.people.models import User
from certificates.actions.issuing import issue
from certificates.models import Certificate
from cms.models import ContactFormField, ContactMessage
from courses import urls
from courses.models import (
    Announcement,
    Batch,
    CalibrationRound,
    Program,
    SavedFilter,
    Session,
    SessionGroup,
)
from tests.courses.acts.meeting import meeting
from tests.courses.calibration.rounding import desk
from tests.factories.certificates import finished_batch, graduate
from tests.factories.cms import ContactPageFactory, CoursePageFactory
from tests.factories.courses import BatchFactory, ProgramFactory, SessionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@dataclass
class Making:
    """A page with a form, what is typed there, and what it makes."""

    url: str
    model: type[Model]
    typed: dict[str, Any]
    # What a person changes who means to make a second one.
    other: dict[str, Any] = field(default_factory=dict)


def new_session() -> Making:
    typed = {
        "title": "Tanya jawab",
        "mode": "online",
        "starts_at": "2026-02-03T19:30",
        "ends_at": "2026-02-03T21:00",
    }
    url = reverse("courses:session_new", args=[BatchFactory().public_id])
    return Making(url, Session, typed, {"title": "Tanya jawab kedua"})


def new_batch() -> Making:
    typed = {
        "program": ProgramFactory().pk,
        "number": 4,
        "seats": 30,
        "mode": "online",
        "applications_open_at": "2026-01-01T08:00",
        "applications_close_at": "2026-01-20T23:59",
        "starts_on": "2026-02-01",
        "ends_on": "2026-05-01",
        "budget_kb": 500,
        "closing_days": 0,
        "replacement_days": 14,
    }
    return Making(reverse("courses:batch_new"), Batch, typed, {"number": 5})


def copied_batch() -> Making:
    url = reverse("courses:batch_copy", args=[BatchFactory(number=1).public_id])
    return Making(url, Batch, {"number": 2, "starts_on": "2026-06-01"}, {"number": 3})


def new_program() -> Making:
    typed = {
        "name": "Go Nusantara",
        "slug": "go-nusantara",
        "code": "GN",
        "target": 1000,
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "rupiah_per_mb": 10,
    }
    other = {"name": "Go Dunia", "slug": "go-dunia", "code": "GD"}
    return Making(reverse("courses:program_new"), Program, typed, other)


def new_account() -> Making:
    typed = {"full_name": "Maya Kholidatul Azmi", "email": "maya@academy.example"}
    other = {"full_name": "Maya Rahma", "email": "rahma@academy.example"}
    return Making(reverse("courses:staff_new"), User, typed, other)


def replaced_certificate() -> Making:
    certificate = issue(graduate(finished_batch()), by=UserFactory())
    url = reverse("certificates:replace", args=[certificate.public_id])
    return Making(url, Certificate, {"full_name": "Sulastri, S.Pd.", "reason": "Salah ketik"})


def sent_message() -> Making:
    page = ContactPageFactory()
    ContactFormField.objects.create(page=page, label="Pesan", field_type="multiline")
    return Making(page.url, ContactMessage, {"pesan": "Kapan dibuka?"}, {"pesan": "Dan di mana?"})


def new_announcement() -> Making:
    batch = BatchFactory(courses=[CoursePageFactory()])
    typed = {"title": "Aula pindah", "text": "Sesi Sabtu.", "target": f"b{batch.pk}"}
    return Making(
        reverse("courses:announcement_new"), Announcement, typed, {"title": "Sesi Minggu"}
    )


def new_calibration() -> Making:
    """Two people have handed in, and two trainers teach the course."""
    here = desk()
    typed = {
        "works": [str(one.public_id) for one in here.submissions[:2]],
        "trainers": [here.trainer.pk, here.other.pk],
    }
    [assignment] = here.tree.assignments
    url = reverse("courses:calibration_new", args=[here.batch.public_id, assignment.activity_id])
    other = {"works": [str(one.public_id) for one in here.submissions]}
    return Making(url, CalibrationRound, typed, other)


def new_group() -> Making:
    typed = {"name": "Kelompok putri", "place": "Aula timur"}
    url = reverse("courses:group_new", args=[SessionFactory().public_id])
    return Making(url, SessionGroup, typed, {"name": "Kelompok putra", "place": "Aula barat"})


def saved_filter() -> Making:
    url = reverse("courses:saved_filter_new", args=[BatchFactory().public_id])
    return Making(f"{url}?state=active", SavedFilter, {"name": "Aktif"}, {"name": "Masih ikut"})


MAKINGS = {
    "courses:group_new": new_group,
    "courses:saved_filter_new": saved_filter,
    "courses:calibration_new": new_calibration,
    "courses:announcement_new": new_announcement,
    "courses:session_new": new_session,
    "courses:batch_new": new_batch,
    "courses:batch_copy": copied_batch,
    "courses:program_new": new_program,
    "courses:staff_new": new_account,
    "certificates:replace": replaced_certificate,
    "the contact page": sent_message,
}
SEVERAL = [name for name in MAKINGS if name != "certificates:replace"]


def id_on(page) -> str:
    """Return the id that the page put into its form."""
    return re.search(r'name="client_id" value="([0-9a-f-]{36})"', page.text)[1]


def opened(client, making: Making) -> dict[str, Any]:
    """Open the page and fill its form in."""
    return making.typed | {"client_id": id_on(client.get(making.url))}


@pytest.mark.parametrize("name", MAKINGS)
def test_a_double_tap_makes_one_and_both_answers_lead_there(client, manager, name):
    making = MAKINGS[name]()
    form, before = opened(client, making), making.model.objects.count()
    first = client.post(making.url, form)
    again = client.post(making.url, form)
    assert making.model.objects.count() == before + 1
    assert (first.status_code, first.headers.get("Location")) == (
        again.status_code,
        again.headers.get("Location"),
    )
    assert b"error-summary" not in first.content + again.content


@pytest.mark.parametrize("name", SEVERAL)
def test_two_forms_make_two(client, manager, name):
    making = MAKINGS[name]()
    before = making.model.objects.count()
    client.post(making.url, opened(client, making))
    client.post(making.url, opened(client, making) | making.other)
    assert making.model.objects.count() == before + 2


@pytest.mark.parametrize("name", SEVERAL)
def test_an_old_page_with_something_else_in_it_says_so_and_makes_a_second_when_asked(
    client, manager, name
):
    making = MAKINGS[name]()
    form, before = opened(client, making), making.model.objects.count()
    client.post(making.url, form)
    told = client.post(making.url, form | making.other)
    assert "This form was sent before with something else in it" in told.text
    assert making.model.objects.count() == before + 1
    client.post(making.url, form | making.other | {"client_id": id_on(told)})
    assert making.model.objects.count() == before + 2


@pytest.mark.parametrize("name", MAKINGS)
def test_what_was_wrong_is_put_right_on_the_same_page(client, manager, name):
    making = MAKINGS[name]()
    form, before = opened(client, making), making.model.objects.count()
    ContactFormField.objects.update(required=True)
    empty = dict.fromkeys(making.typed, "")
    wrong = client.post(making.url, empty | {"client_id": form["client_id"]})
    assert (id_on(wrong), making.model.objects.count()) == (form["client_id"], before)
    client.post(making.url, form)
    assert making.model.objects.count() == before + 1


def test_no_page_that_makes_something_is_forgotten_here():
    names = {pattern.name for pattern in urls.urlpatterns if hasattr(pattern, "name")}
    assert {f"courses:{name}" for name in names if re.search("_(new|copy)$", name)} <= set(MAKINGS)


def test_a_pin_that_was_shown_is_not_ended_by_loading_the_page_again(client, manager):
    trainer = UserFactory(trainer=True)
    address = reverse("courses:staff_access", args=[trainer.public_id])
    form = {"client_id": id_on(client.get(address))}
    shown = client.post(address, form)
    again = client.post(address, form, follow=True)
    assert "These slips were made already" in again.text
    assert User.objects.get(pk=trainer.pk).check_password(shown.context["pin"])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["courses:session_new", "courses:batch_new", "courses:staff_new"])
def test_two_sendings_at_the_same_moment_make_one(name):
    making = MAKINGS[name]()
    user = UserFactory(program_manager=True)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    form, before = opened(clients[0], making), making.model.objects.count()
    answers = []
    with meeting() as two:
        two.both(
            *(
                lambda client=client: answers.append(client.post(making.url, form))
                for client in clients
            )
        )
    assert making.model.objects.count() == before + 1
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Act.objects.count() == 1
