"""What a program manager does with the record of who came to data."""

import datetime as dt
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from academy.people import accesses
from academy.people.models import AccessKind
from tests.factories.people import UserFactory
from tests.people.access_desk.recorded import recorded

# Its rules are asked in one way on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
AT = {"REMOTE_ADDR": "203.0.113.7"}


def texts(client, **query) -> list[tuple[str, str]]:
    page = client.get(reverse("people:accesses"), query)
    return [(row.kind, row.about.username) for row, _role, _path in page.context["rows"]]


@pytest.fixture
def desk(manager):
    client = Client(**AT)
    client.force_login(manager)
    for name in ("budi1", "budi12"):
        user = UserFactory(username=name)
        accesses.record(AccessKind.SIGNED_IN, by=user, about=user)
        accesses.record(AccessKind.PERSON_OPENED, by=manager, about=user)
    return client


def test_the_manager_finds_by_kind_by_person_and_by_day(desk):
    assert texts(desk, kind="signed_in") == [("signed_in", "budi12"), ("signed_in", "budi1")]
    # A whole user name is one person.
    assert texts(desk, q="budi1") == [("person_opened", "budi1"), ("signed_in", "budi1")]
    assert len(texts(desk, q="budi")) == 4
    today = timezone.localdate()
    assert len(texts(desk, day=today.isoformat())) == 4
    assert texts(desk, day=(today - dt.timedelta(days=1)).isoformat()) == []


def test_the_spreadsheet_of_the_record_is_recorded_itself(desk, manager):
    book = desk.get(reverse("people:accesses"), {"format": "xlsx", "q": "budi1"})
    sheet = load_workbook(BytesIO(book.content)).active
    assert [[cell.value for cell in row][3:5] for row in sheet.iter_rows(min_row=2)] == [
        [manager.username, "budi1"],
        ["budi1", "budi1"],
    ]
    assert recorded()[-1] == ("exported", manager.pk, None, "203.0.113.7", "")


def test_the_way_to_the_record_is_where_staff_are_managed(desk, manager):
    assert reverse("people:accesses") in desk.get(reverse("courses:staff")).content.decode()
    page = desk.get(reverse("courses:staff_person", args=[manager.public_id])).content.decode()
    assert f"{reverse('people:accesses')}?q={manager.username}" in page


LIST_QUERIES = 8


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_asks_the_same_for_one_and_three(manager, django_assert_num_queries, count):
    client = Client()
    client.force_login(manager)
    for _number in range(count):
        accesses.record(AccessKind.PERSON_OPENED, by=UserFactory(), about=UserFactory())
    client.get(reverse("people:accesses"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("people:accesses"))


def test_the_first_privacy_notice_says_what_the_record_keeps(manager):
    client = Client()
    client.force_login(manager)
    text = client.get(reverse("people:notice_draft")).context["form"].initial["text"]
    assert "catatan akses selama 400 hari" in text
