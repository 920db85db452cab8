"""The desk at which those who teach answer questions."""

import re
import uuid

import pytest
from django.urls import reverse

from academy.people.models import Role
from tests.courses.asking.asking import WORDS, address, asked, class_of, reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return class_of()


def sent(**more) -> dict:
    return {"client_id": str(uuid.uuid4()), "text": WORDS} | more


def test_a_draft_stands_in_the_form_when_the_trainer_comes_back(client, here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    reader(client, world.trainer)
    place = address("desk_question", question)
    client.post(place, sent(text="Letakkan kertas pu", action="draft"))
    assert "Letakkan kertas pu" in client.get(place).content.decode()
    assert not question.answers.exists()


def test_a_trainer_who_left_the_role_answers_nothing(client, here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    world.trainer.role_grants.filter(role=Role.TRAINER).delete()
    reader(client, world.trainer)
    assert client.get(address("desk_question", question)).status_code == 403


def test_the_first_question_stands_on_the_first_screen_until_something_is_filtered(client, here):
    world, _people = here
    client.force_login(world.trainer)
    place = reverse("courses:questions_desk")
    folded = re.compile(r'<details\s+class="toolbar__filters"\s*>')
    assert folded.search(client.get(place).text)
    assert not folded.search(client.get(f"{place}?answered=yes").text)
