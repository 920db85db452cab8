"""Slips of a batch or of ticked people: a PDF to fetch again for a day, with PINs that let in."""

import re
import subprocess
import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.core.models import Job
from academy.people.models import Access, AccessKind, User
from academy.web.files.storages import private_storage
from courses.workspace.actions.sheets import forget_old_sheets, request_sheets
from courses.workspace.pdf import SlipFacts, slips_pdf
from tests.courses.acts.meeting import meeting
from tests.courses.world import World, world
from tests.factories.courses import BatchFactory, EnrollmentFactory
from tests.factories.people import PASSWORD, UserFactory
from tests.services.camera import codes_on

pytestmark = pytest.mark.django_db
PIN = re.compile(r"\b\d{6}\b")
PAGE_QUERIES = 12


def words_of(pdf: bytes) -> str:
    """Return what a reader finds in the PDF."""
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode()


def newcomers(count: int) -> World:
    """Return a batch whose people were accepted and have never signed in."""
    here = world(count)
    User.objects.filter(enrollments__batch=here.batch).update(password=make_password(None))
    return here


def address(here: World, name: str = "batch_slips") -> str:
    return reverse(f"courses:{name}", args=[here.batch.public_id])


def ask(client, here: World, **form: str):
    return client.post(address(here), {"client_id": str(uuid.uuid4())} | form)


def taken(client, here: World) -> bytes:
    return b"".join(client.get(address(here, "batch_slips_file")).streaming_content)


def lets_in(here: World, pins: set[str]) -> list[bool]:
    people = User.objects.filter(enrollments__batch=here.batch)
    return [any(person.check_password(pin) for pin in pins) for person in people]


def test_who_lost_the_answer_takes_the_same_slips_again_and_each_pin_lets_its_person_in(
    client, run_jobs
):
    here = newcomers(2)
    client.force_login(here.coordinator)
    answer = ask(client, here)
    job = Job.objects.get()
    assert answer.url == reverse("courses:job", args=[job.public_id])
    run_jobs()
    first = taken(client, here)
    # A second request, by whomever, makes no other PINs while the file waits.
    ask(client, here, everybody="yes")
    run_jobs()
    assert taken(client, here) == first
    text = words_of(first)
    pins = set(PIN.findall(text))
    assert len(pins) == 2
    assert lets_in(here, pins) == [True, True]
    for seat in here.seats:
        assert seat.user.username in text
        assert seat.pesantren.name[:12] in text
    assert f"{here.batch.program.name}, {here.batch}" in " ".join(text.split())
    assert reverse("account_login") in text
    assert Access.objects.filter(kind=AccessKind.FILE_TAKEN, who=here.coordinator).count() == 2
    assert "no-store" in client.get(address(here, "batch_slips_file"))["Cache-Control"]
    # Nowhere but in that file.
    job.refresh_from_db()
    assert not any(pin in f"{job.args}{job.result}" for pin in pins)


def test_who_has_an_own_pin_is_left_out_and_the_page_says_so(client, run_jobs):
    here = newcomers(1)
    own = EnrollmentFactory(batch=here.batch).user
    EnrollmentFactory(batch=here.batch, user=UserFactory(trainer=True))
    client.force_login(here.coordinator)
    page = client.get(address(here)).context
    assert (page["slip_count"], page["own_count"]) == (1, 1)
    ask(client, here)
    run_jobs()
    own.refresh_from_db()
    assert own.check_password(PASSWORD)
    assert len(PIN.findall(words_of(taken(client, here)))) == 1
    client.post(address(here, "batch_slips_delete"))
    ask(client, here, everybody="yes")
    run_jobs()
    own.refresh_from_db()
    assert not own.check_password(PASSWORD)
    # Who works here besides resets the own password, also then.
    assert len(PIN.findall(words_of(taken(client, here)))) == 2


def test_after_a_day_the_file_is_gone_with_its_pins_and_new_slips_can_be_made(client, run_jobs):
    here = newcomers(1)
    client.force_login(here.coordinator)
    ask(client, here)
    run_jobs()
    job = Job.objects.get()
    pins = set(PIN.findall(words_of(taken(client, here))))
    Job.objects.update(finished_at=timezone.now() - timedelta(hours=24, minutes=1))
    # Also before the sweeper has come.
    assert client.get(address(here, "batch_slips_file")).url == address(here, "batch_slips")
    forget_old_sheets()
    assert not private_storage().exists(job.file)
    assert client.get(reverse("courses:job_file", args=[job.public_id])).status_code == 404
    assert lets_in(here, pins) == [True]
    ask(client, here)
    assert Job.objects.unfinished().count() == 1


def tick(client, here: World, seats, **form: str):
    chosen = [str(seat.public_id) for seat in seats]
    sent = {"action": "slips", "selected": chosen, "client_id": str(uuid.uuid4())} | form
    return client.post(address(here, "people_act"), sent)


def file_of(client, job: Job) -> bytes:
    answer = client.get(reverse("courses:job_file", args=[job.public_id]))
    return b"".join(answer.streaming_content)


def test_slips_of_ticked_people_are_asked_for_and_lie_ready_after_a_broken_line(client, run_jobs):
    here = world(3)
    chosen, other = here.seats[:2], here.seats[2]
    colleague = EnrollmentFactory(batch=here.batch, user=UserFactory(trainer=True))
    ticked = [*chosen, colleague, EnrollmentFactory()]
    client.force_login(here.coordinator)
    assert tick(client, here, ticked).status_code == 200
    assert not Job.objects.exists()
    form = {"confirmed": "yes", "client_id": str(uuid.uuid4())}
    # The line broke: it is sent again, and then once more from a new page.
    answers = [tick(client, here, ticked, **form) for _time in range(2)]
    run_jobs()
    answers.append(tick(client, here, ticked, confirmed="yes"))
    job = Job.objects.get()
    assert {answer.url for answer in answers} == {reverse("courses:job", args=[job.public_id])}
    first = file_of(client, job)
    assert file_of(client, job) == first
    pins = set(PIN.findall(words_of(first)))
    assert len(pins) == 2
    passwords = User.objects.in_bulk([seat.user_id for seat in here.seats])
    for seat in chosen:
        assert any(passwords[seat.user_id].check_password(pin) for pin in pins)
    assert passwords[other.user_id].check_password(PASSWORD)
    # The whole batch is asked for beside it, and the file is deleted when it is printed.
    assert client.get(address(here)).context["chosen_sheets"] == [job]
    assert client.get(address(here)).context["job"] is None
    client.post(address(here, "batch_slips_delete"), {"job": str(job.public_id)})
    assert client.get(address(here)).context["chosen_sheets"] == []
    assert not private_storage().exists(job.file)


def test_slips_that_somebody_else_had_made_for_ticked_people_are_not_seen(client, run_jobs):
    here = world(2)
    colleague = UserFactory(coordinator=True)
    here.batch.coordinators.add(colleague)
    client.force_login(here.coordinator)
    tick(client, here, here.seats, confirmed="yes")
    client.force_login(colleague)
    # While it is at it, nobody gets a second PIN.
    assert tick(client, here, here.seats, confirmed="yes").url == address(here, "batch_overview")
    ask(client, here, everybody="yes")
    job = Job.objects.get()
    run_jobs()
    assert client.get(address(here)).context["chosen_sheets"] == []
    assert client.get(reverse("courses:job_file", args=[job.public_id])).status_code == 404
    client.post(address(here, "batch_slips_delete"), {"job": str(job.public_id)})
    job.refresh_from_db()
    assert private_storage().exists(job.file)


def test_a_button_whose_value_is_no_id_deletes_no_other_file(client, run_jobs):
    here = world(2)
    client.force_login(here.coordinator)
    ask(client, here, everybody="yes")
    run_jobs()
    job = Job.objects.get()
    client.post(address(here, "batch_slips_delete"), {"job": "tidak ada"})
    assert private_storage().exists(job.file)


def test_a_phone_reads_the_code_of_each_slip_and_it_lets_its_person_in(client, run_jobs, tmp_path):
    here = newcomers(5)
    client.force_login(here.coordinator)
    ask(client, here)
    run_jobs()
    (tmp_path / "slips.pdf").write_bytes(taken(client, here))
    addresses = codes_on(tmp_path / "slips.pdf", count=5)
    assert len(addresses) == 5
    welcomed = set()
    for found in addresses:
        phone = Client()
        phone.post(urlsplit(found).path)
        welcomed.add(phone.session["_auth_user_id"])
    assert welcomed == {str(seat.user_id) for seat in here.seats}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_file_and_three(client, django_assert_num_queries, count):
    here = newcomers(3)
    client.force_login(here.coordinator)
    for seats in (here.seats[:2], here.seats[1:], here.seats)[:count]:
        tick(client, here, seats, confirmed="yes")
        Job.objects.update(state="done", finished_at=timezone.now(), file="slips/x.pdf")
    assert len(client.get(address(here)).context["chosen_sheets"]) == count
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(address(here))


def test_where_all_have_own_pins_no_empty_sheet_is_made(client):
    here = world(1)
    client.force_login(here.coordinator)
    assert ask(client, here).url == address(here)
    assert not Job.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_and_three(client, django_assert_num_queries, count):
    here = newcomers(count)
    client.force_login(here.coordinator)
    client.get(address(here))
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(address(here))


def test_the_longest_names_fit_and_eight_stand_on_a_sheet():
    names = ["W" * 31, "Abdurrahman " * 12, *["Sulastri"] * 7]
    slips = [
        SlipFacts(
            name=name,
            username="a" * 40,
            secret=f"48291{at}",
            pesantren="Al-Hikam " * 20,
            card=f"https://akademi.example/masuk/kartu/{'a' * 40}/{'b' * 24}/",
        )
        for at, name in enumerate(names)
    ]
    pdf = slips_pdf(slips, batch=BatchFactory(), on_part=list)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    assert boxes.count("<page ") == 2
    # No word leaves the half of the sheet that it begins in.
    half = 210 / 2 * 72 / 25.4
    for left, right in re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', boxes):
        assert float(left) // half == float(right) // half
    text = words_of(pdf)
    assert [slip.secret for slip in slips if slip.secret not in text] == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_the_same_moment_get_one_job():
    here = newcomers(1)

    made = []

    def ask_for_it() -> None:
        job = request_sheets(
            batch=here.batch,
            by=here.coordinator,
            everybody=False,
            client_id=uuid.uuid4(),
            return_url="",
        )
        made.append(job.pk)

    with meeting() as two:
        two.both(ask_for_it, ask_for_it)
    assert made == [Job.objects.get().pk] * 2
