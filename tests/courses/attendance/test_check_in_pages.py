"""The screen with the code, and the ways of a participant to it."""

import gzip
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from weasyprint import HTML

from courses.models import Attendance
from tests.courses.attendance.hall import digits, hall, handset, scan, tap
from tests.factories.courses import AttendanceFactory, SessionFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.services.camera import codes_on

pytestmark = pytest.mark.django_db

# What a page of a participant may cost: the next one with a warm cache is 15 kB at most.
MOST_BYTES = 6_000
SCREEN_QUERIES = 7
PAGE_QUERIES = 7


def read_by_a_camera(page: str, folder) -> str:
    """Return what stands in the QR code on the page, photographed from where it is shown."""
    drawing = re.search(r'<img[^>]+src="(data:[^"]+)"', page)[1]
    HTML(string=f'<img style="width: 80mm" src="{drawing}">').write_pdf(folder / "code.pdf")
    [text] = codes_on(folder / "code.pdf")
    return text


def test_the_screen_shows_the_code_that_lets_in(client, tmp_path, settings):
    here = hall(2)
    client.force_login(here.coordinator)
    tap(handset(here.seats[0].user), here, code=digits(here.session))
    before = digits(here.session), scan(here.session)
    page = client.get(here.screen).text
    # Half a minute may end in between.
    shown = [before, (digits(here.session), scan(here.session))]
    assert any(f"{code[:3]} {code[3:]}" in page for code, _address in shown)
    assert "1 orang sudah absen" in page
    read = read_by_a_camera(page, tmp_path)
    assert read in {settings.BASE_URL + address for _code, address in shown}


def test_the_screen_comes_anew_by_itself_without_javascript(client):
    here = hall()
    client.force_login(here.coordinator)
    page = client.get(here.screen).text
    found = re.search(r'<noscript>\s*<meta http-equiv="refresh" content="(\d+)">', page)
    assert 1 <= int(found[1]) <= 30


def test_the_part_that_is_fetched_is_the_code_alone(client):
    here = hall()
    client.force_login(here.coordinator)
    part = client.get(here.screen, headers={"HX-Request": "true"}).text
    assert "data-seconds=" in part
    assert "<html" not in part
    assert len(gzip.compress(part.encode())) < 4_000


@pytest.mark.parametrize(
    ("session", "says"),
    [
        ({"hours": -2}, "Absen dibuka pada"),
        ({"hours": 2.1}, "Sesi ini sudah selesai"),
        ({"cancelled_at": timezone.now()}, "dibatalkan"),
    ],
)
def test_outside_of_its_time_the_screen_has_no_code_and_says_why(client, session, says):
    here = hall(**session)
    client.force_login(here.coordinator)
    page = client.get(here.screen).text
    assert says in page
    assert "<img" not in page
    assert "code-screen__digits" not in page


def test_who_may_note_at_the_session_shows_its_code_and_nobody_else(client):
    here = hall(2)
    trainer, companion, elsewhere = UserFactory(trainer=True), UserFactory(), UserFactory()
    here.session.trainer = trainer
    here.session.save()
    MembershipFactory(user=companion, pesantren=here.seats[0].pesantren, role="companion")
    MembershipFactory(user=elsewhere, role="companion")
    answers = {}
    for name, user in {
        "coordinator": here.coordinator, "trainer": trainer, "companion": companion,
        "companion elsewhere": elsewhere, "participant": here.seats[0].user,
        "trainer elsewhere": UserFactory(trainer=True),
    }.items():  # fmt: skip
        client.force_login(user)
        answers[name] = client.get(here.screen).status_code
    assert answers == {
        "coordinator": 200, "trainer": 200, "companion": 200,
        "companion elsewhere": 404, "participant": 403, "trainer elsewhere": 404,
    }  # fmt: skip


@pytest.mark.parametrize("place", ["learn_home", "schedule"])
def test_home_and_schedule_lead_to_the_check_in_while_it_is_open(place):
    here = hall()
    [seat] = here.seats
    phone = handset(seat.user)
    address = reverse(f"courses:{place}")
    coming = SessionFactory(batch=here.batch)
    assert here.address in phone.get(address).text
    assert reverse("courses:check_in", args=[coming.public_id]) not in phone.get(address).text
    tap(phone, here, code=digits(here.session))
    assert here.address not in phone.get(address).text
    Attendance.objects.all().delete()
    AttendanceFactory(session=here.session, enrollment=seat, status="absent")
    assert here.address in phone.get(address).text


def test_the_code_is_one_field_for_digits_that_a_keyboard_alone_can_send():
    here = hall()
    page = handset(here.seats[0].user).get(here.address).text
    field = re.search(r'<input[^>]+name="code"[^>]*>', page)[0]
    assert 'inputmode="numeric"' in field
    assert "required" in field
    forms = re.findall(r"<form.*?</form>", page[page.index("<main") :], re.S)
    # Nothing but the field, the button, and what travels along unseen.
    [form] = forms
    assert re.findall(r'<input type="(\w+)"', form).count("text") == 1
    assert form.count("<button") == 1


def test_the_page_of_a_participant_is_small():
    here = hall()
    phone = handset(here.seats[0].user)
    sizes = [
        len(gzip.compress(phone.get(address).content, 6))
        for address in (here.address, scan(here.session))
    ]
    assert max(sizes) < MOST_BYTES


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("screen", SCREEN_QUERIES), ("page", PAGE_QUERIES)])
def test_the_pages_ask_the_same_for_one_and_three(
    client, django_assert_num_queries, name, queries, count
):
    here = hall(count)
    for seat in here.seats[1:]:
        tap(handset(seat.user), here, code=digits(here.session))
    for _number in range(count - 1):
        SessionFactory(batch=here.batch, starts_at=here.session.starts_at)
    client.force_login(here.coordinator if name == "screen" else here.seats[0].user)
    address = here.screen if name == "screen" else here.address
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_who_checks_in_is_at_the_schedule(client):
    here = hall()
    client.force_login(here.seats[0].user)
    page = client.get(reverse("courses:check_in", args=[here.session.public_id])).text
    [current] = re.findall(r'<a[^>]+href="([^"]+)"[^>]+aria-current="page"', page)
    assert current == reverse("courses:schedule")
