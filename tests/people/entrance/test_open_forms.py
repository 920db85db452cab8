"""What who is not signed in may send: how often, and what the answer tells of others."""

import uuid

import pytest
from django.core import mail

from academy.people.entrance.guessing import limits, paces
from academy.people.models import EmailChange, User
from cms.models import ContactFormField, ContactMessage
from tests.courses.applying import who
from tests.factories.cms import ContactPageFactory
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_applying_says_nothing_of_who_else_has_the_address(client, run_jobs):
    UserFactory(email="lama@pesantren.example")
    path = f"/daftar/{BatchFactory(selecting=True).public_id}/"
    answers = []
    for email in ("lama@pesantren.example", "baru@pesantren.example"):
        answer = client.post(path, who() | {"email": email}, follow=True)
        answers.append([str(message.message) for message in answer.context["messages"]][1:])
        client.logout()
    run_jobs()

    assert answers[0] == answers[1] != []
    assert User.objects.exclude(email=None).count() == 1
    assert EmailChange.objects.count() == 2
    # The owner of the address is told by mail, and nobody else.
    assert {letter.to[0] for letter in mail.outbox} == {
        "lama@pesantren.example",
        "baru@pesantren.example",
    }


def test_a_lab_applies_from_one_address_and_who_sends_without_end_is_stopped(client):
    path = f"/daftar/{BatchFactory(selecting=True).public_id}/"
    assert limits.APPLYING.burst >= 2 * 60
    for _person in range(limits.APPLYING.burst - 1):
        paces.take(paces.Doing.APPLY, address="127.0.0.1")
    assert client.post(path, who()).status_code == 302
    client.logout()
    answer = client.post(path, who())
    assert answer.status_code == 200
    assert "2 menit" in answer.content.decode()
    assert User.objects.count() == 1
    # Another network is not held up.
    assert client.post(path, who(), REMOTE_ADDR="36.80.9.9").status_code == 302


def test_the_contact_form_takes_ten_messages_from_one_address_at_once(client):
    page = ContactPageFactory()
    ContactFormField.objects.create(page=page, label="Pesan", field_type="multiline")
    fields = {"pesan": "Kapan batch baru dibuka?"}
    for _message in range(limits.WRITING.burst + 1):
        client.post(page.url, fields | {"client_id": str(uuid.uuid4())})
    assert ContactMessage.objects.count() == limits.WRITING.burst
