"""Every address in every role, read and posted: `tests/access/table.py` says who gets in."""

import logging
from collections.abc import Set

import pytest

from tests.access.rows import COMPANION, PARTICIPANT, RUN_THE_BATCH, TRAINER, Row
from tests.access.table import OF_WAGTAIL, ROWS
from tests.access.visits import (
    Answer,
    Visitors,
    address_of,
    answer_of,
    names_of_addresses,
    noting_writes,
)
from tests.access.world import Who, world

# What is of one person: whoever else opens it is recorded, once.
OPENS_A_PERSON = {
    "courses:person",
    "courses:person_help",
    "courses:person_hand_in",
    "courses:person_pin",
    "courses:person_consent",
    "courses:person_correct",
    "courses:applicant_correct",
    "courses:letter_file",
    "courses:merge_find",
    "courses:merge",
    "courses:person_move",
    "courses:person_withdraw",
    "courses:person_replace",
    "courses:person_readmit",
    "courses:mark_correct",
    "courses:person_marks",
    "courses:exempt",
    "courses:application_detail",
    "courses:application_letter",
    "courses:document_file",
    "courses:review_desk",
    "courses:feedback_correct",
    "courses:acceptance_take_back",
    "courses:submission_file",
    "courses:voice_note",
    "courses:gallery_work",
    "courses:gallery_photo",
    "courses:gallery_desk_work",
    "courses:gallery_propose",
    "courses:calibration_work",
    "courses:calibration_file",
    "courses:peer_feedback",
    "courses:peer_file",
    "courses:peer_hide",
    "courses:staff_person",
    "courses:staff_access",
    "courses:job_file",
    "certificates:zip_download",
    "certificates:preview",
    "certificates:download",
    "certificates:revoke",
    "certificates:replace",
    # A file with what people are called goes out.
    "courses:intake_faults",
}


RECORDING = 'INSERT INTO "people_access"'
# Ours in place of Wagtail's, below /admin/, and its first page.
IN_ADMIN = {"admin_login", "admin_account", "wagtailadmin_home"}


@pytest.fixture(autouse=True)
def quiet(caplog, settings):
    """Thousands of refusals are what is asked for here; of each only that it is one."""
    caplog.set_level(logging.CRITICAL, "django.request")
    settings.ROOT_URLCONF = "tests.access.plain_urls"


def test_every_address_stands_in_the_table_and_the_table_names_no_other():
    in_table = {row.name for row in ROWS}
    assert names_of_addresses() | IN_ADMIN == in_table | OF_WAGTAIL


@pytest.mark.django_db
def test_nobody_reads_what_the_table_does_not_open_and_reading_writes_only_who_read():
    here = world()
    words, visitors = here.own.words(), Visitors(here)
    wrong, written, named, recorded = [], [], set(), set()
    for row in ROWS:
        for who in Who:
            with noting_writes() as writes:
                response = visitors.ask(who, "GET", address_of(row, words))
            if (found := answer_of(response)) not in answers_to_reading(row, who):
                wrong.append(f"{row}, {who}: {found}")
            noted = [sql for sql in writes if sql.startswith(RECORDING)]
            if noted:
                recorded.add(row.name)
                # Two accounts side by side are the data of two.
                people = 2 if row.name == "courses:merge" else 1
                written += [f"{row}, {who}: recorded twice"] * (len(noted) - people)
            written += [f"{row}, {who}: {sql[:80]}" for sql in writes if sql not in noted]
            if not response.streaming and here.own.name.encode() in response.content:
                named.add((who, row.name))
    assert wrong == [], "\n".join(wrong)
    assert written == []
    # But that somebody came to what is another person's.
    assert recorded == OPENS_A_PERSON
    # Whom the participant is nothing to reads the name on the certificate, by its code.
    strangers = set(Who) - PARTICIPANT - COMPANION - TRAINER - RUN_THE_BATCH
    assert {name for who, name in named if who in strangers} == {"certificates:check"}


@pytest.mark.django_db
def test_nobody_posts_what_the_table_does_not_open():
    here = world()
    words, visitors = here.own.words(), Visitors(here)
    wrong = []
    for row in ROWS:
        for who in Who:
            response = visitors.ask(who, "POST", address_of(row, words))
            if (found := answer_of(response)) not in answers_to_posting(row, who):
                wrong.append(f"{row}, {who}: {found}")
    assert wrong == [], "\n".join(wrong)


def answers_to_reading(row: Row, who: Who) -> set[Answer]:
    if who in row.shown:
        return {Answer.OPEN}
    if who in row.led:
        return {Answer.LED}
    return outside(row, who, row.shown)


def answers_to_posting(row: Row, who: Who) -> set[Answer]:
    if row.posted is None:
        # Either the post is refused, or the page is shown as if it were read.
        return answers_to_reading(row, who) | {Answer.CLOSED}
    if who in row.posted:
        return {Answer.OPEN, Answer.LED}
    if who in row.led:
        return {Answer.LED}
    return outside(row, who, row.posted)


def outside(row: Row, who: Who, inside: Set[Who]) -> set[Answer]:
    if who in row.to_sign_in:
        return {Answer.SIGN_IN}
    if who == Who.HALF_SIGNED_IN:
        # What opens to a program manager leads to the second step first; the rest may too.
        return {Answer.LED} if Who.MANAGER in inside else {Answer.LED, Answer.CLOSED}
    return {Answer.SIGN_IN, Answer.CLOSED} if who == Who.ANONYMOUS else {Answer.CLOSED}
