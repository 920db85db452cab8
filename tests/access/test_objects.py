"""What `visible_to` lets a person find, and what the pages show: both say the same."""

import logging

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.access.rows import Row
from tests.access.visits import Answer, Visitors, address_of, answer_of
from tests.access.world import Who, world

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
# Object → the pages that show it: somebody who sees it reads one of them, others none.
PAGES = {
    "program": (
        Row("reports:program", ("program",)),
        Row("reports:partner", ("program",)),
        Row("courses:program_settings", ("program",)),
    ),
    "batch": (
        Row("courses:batch_overview", ("batch",)),
        Row("courses:batch_settings", ("batch",)),
        Row("courses:batch_applications", ("batch",)),
        Row("certificates:batch", ("batch",)),
    ),
    "seat": (Row("courses:person", ("seat",)), Row("courses:outline", ("batch",))),
    "application": (
        Row("courses:application_status", ("application",)),
        Row("courses:application_detail", ("application",)),
    ),
    "session": (Row("courses:roster", ("session",)), Row("courses:roster_sheet", ("session",))),
    "attempt": (Row("courses:attempt", ("batch", "quiz", "attempt")),),
    "submission": (
        Row("courses:review_desk", ("submission",)),
        Row("courses:assignment", ("batch", "assignment")),
    ),
    "draft": (
        Row("courses:review_desk", ("draft",)),
        Row("courses:assignment", ("batch", "next_assignment")),
    ),
    "calibration": (Row("courses:calibration", ("calibration",)),),
    "file": (
        Row("courses:submission_file", ("file",)),
        Row("courses:submission_thumbnail", ("file",)),
    ),
    "draft_file": (Row("courses:submission_file", ("draft_file",)),),
    "certificate": (
        Row("certificates:own_download", ("certificate",)),
        Row("certificates:download", ("certificate",)),
    ),
    "job": (Row("courses:job", ("job",)), Row("courses:job_file", ("job",))),
    "contact_message": (Row("courses:message", ("contact_message",)),),
}
# A participant finds the sessions of the own batch; the schedule shows them, no page of each.
WITHOUT_A_PAGE = {"session": {Who.PARTICIPANT, Who.PARTICIPANT_ELSEWHERE}}

# Whose way is another: led to the second step first, or to an own seat in the same batch. What
# they open, `test_every_url` says.
OTHERWISE = {Who.HALF_SIGNED_IN, Who.GONE}


def test_who_finds_an_object_reads_its_page_and_nobody_else_does(caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    here = world()
    visitors = Visitors(here)
    differing = []
    for part in (here.own, here.elsewhere):
        words = part.words()
        for name, rows in PAGES.items():
            found = part.objects[name]
            for who in set(Who) - OTHERWISE - WITHOUT_A_PAGE.get(name, set()):
                user = here.people.get(who, AnonymousUser())
                is_found = type(found).objects.visible_to(user).filter(pk=found.pk).exists()
                answers = {
                    answer_of(visitors.ask(who, "GET", address_of(row, words))) for row in rows
                }
                if is_found != (Answer.OPEN in answers):
                    differing.append(f"{name} of {part.name}, {who}: {is_found}, {answers}")
    assert differing == []


def test_a_notice_is_found_by_the_person_it_is_for():
    here = world()
    notice = here.own.objects["notice"]
    everybody = [AnonymousUser(), *here.people.values()]
    finding = [
        user
        for user in everybody
        if type(notice).objects.visible_to(user).filter(pk=notice.pk).exists()
    ]
    assert finding == [notice.user]


def test_who_has_lost_a_role_finds_nothing_of_it_though_lists_still_name_them(client):
    here = world()
    objects = here.own.objects
    coordinator, trainer = (here.people[who] for who in (Who.COORDINATOR, Who.TRAINER))
    for person in (coordinator, trainer):
        person.role_grants.update(role="partner")
        person.__dict__.pop("roles", None)
        for name in ("program", "batch", "seat", "session", "submission", "certificate"):
            assert not type(objects[name]).objects.visible_to(person).exists()
        client.force_login(person)
        for name in ("courses:batch_overview", "courses:sessions", "courses:session_new"):
            row = Row(name, ("batch",))
            assert client.get(address_of(row, here.own.words())).status_code in {403, 404}
