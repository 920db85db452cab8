"""Lines of the log say when, how grave, in which request and by whom, and no name."""

import logging
import re

import pytest

from academy.core.logs import Line, begin, by, within
from tests.factories.people import UserFactory


def line(message: str, *args: object) -> str:
    return Line().format(logging.makeLogRecord({"msg": message, "args": args, "levelname": "INFO"}))


def test_a_line_carries_the_request_and_the_person_and_forgets_both():
    person = UserFactory.build().public_id
    name = begin()
    by(person)
    inside = line("Not Found: %s", "/kerja/")
    with within("job-7"):
        assert "request=job-7 person=- " in line("long work")
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO ", inside)
    assert f"request={name} person={person} " in inside
    assert f"request={begin()} person=- " in line("the next one of this thread")


def test_what_a_database_says_of_a_row_is_left_out():
    said = line("duplicate key\nDETAIL:  Key (full_name)=(Siti Aminah) exists.\n siti@a.example")
    assert "Siti Aminah" not in said
    assert "siti@" not in said
    assert "duplicate key" in said


@pytest.mark.django_db
def test_the_answer_tells_its_id_and_each_has_its_own(client):
    ids = {client.get("/tidak/ada/").headers["X-Request-ID"] for _visit in range(2)}
    assert len(ids) == 2


@pytest.mark.django_db
def test_lines_of_a_signed_in_person_carry_the_public_id_and_no_name(client):
    user = UserFactory(full_name="Siti Aminah")
    client.force_login(user)
    written = []

    class Handler(logging.Handler):
        def emit(self, record):
            written.append(Line().format(record))

    handler = Handler()
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        client.get("/tidak/ada/")
    finally:
        logger.removeHandler(handler)
    assert f"person={user.public_id}" in written[0]
    assert "Siti" not in written[0]
