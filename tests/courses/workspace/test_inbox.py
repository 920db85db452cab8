"""Messages of the contact form: program managers read them, the content admin never shows them."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cms.models import ContactFormField, ContactMessage, ContactPage
from tests.cms.people import signed_in
from tests.factories.cms import ContactPageFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
LIST = "/kerja/pesan-masuk/"
MESSAGES_QUERIES = 9


def contact_page() -> ContactPage:
    page = ContactPageFactory()
    for order, (label, kind) in enumerate([("Nama", "singleline"), ("Pesan", "multiline")]):
        ContactFormField.objects.create(page=page, sort_order=order, label=label, field_type=kind)
    return page


def message(page, **answers) -> ContactMessage:
    return ContactMessage.objects.create(page=page, form_data=answers)


def manager():
    return signed_in(UserFactory(program_manager=True))


def test_a_manager_finds_a_message_by_a_word_and_reads_it_whole():
    page = contact_page()
    asked = message(page, nama="Sulastri", pesan="Kapan dibuka?\nTerima kasih", kota="Gresik")
    message(page, nama="Ma'ruf", pesan="Halo")
    client = manager()
    found = client.get(LIST, {"q": "dibuka"})
    assert [(row, texts) for row, texts in found.context["rows"]] == [
        (asked, ["Sulastri", "Kapan dibuka?\nTerima kasih", "Gresik"])
    ]
    read = client.get(reverse("courses:message", args=[asked.public_id]))
    assert read.context["answers"] == [
        ("Nama", "Sulastri"),
        ("Pesan", "Kapan dibuka?\nTerima kasih"),
        ("kota", "Gresik"),
    ]
    assert "Kapan dibuka?<br>Terima kasih" in read.content.decode()


def test_the_spreadsheet_has_one_column_for_each_question():
    message(contact_page(), nama="=1+1", pesan="Halo\x0b", pilihan=["a"])
    sheet = load_workbook(BytesIO(manager().get(LIST, {"format": "xlsx"}).content)).active
    rows = [[cell.value for cell in row[1:]] for row in sheet.iter_rows()]
    assert rows == [["Nama", "Pesan"], ["=1+1", "Halo"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_messages_asks_the_same_for_one_and_three(django_assert_num_queries, count):
    page = contact_page()
    for _number in range(count):
        message(page, nama="Sulastri", pesan="Halo")
    client = manager()
    client.get(LIST)
    with django_assert_num_queries(MESSAGES_QUERIES):
        client.get(LIST)


@pytest.mark.parametrize("role", ["coordinator", "trainer", "editor", "partner"])
def test_nobody_else_reads_messages(role):
    asked = message(contact_page(), nama="Sulastri", pesan="Halo")
    client = signed_in(UserFactory(**{role: True}))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{asked.public_id}/").status_code == 403


@pytest.mark.parametrize("role", ["editor", "program_manager", "is_superuser"])
def test_the_content_admin_shows_no_message(role):
    page = contact_page()
    message(page, nama="Sulastri", pesan="Halo")
    client = signed_in(UserFactory(**{role: True}, is_staff=True, is_active=True))
    assert "Sulastri" not in client.get("/admin/forms/", follow=True).content.decode()
    for address in ("list_submissions", "list_submissions_results", "delete_submissions"):
        answer = client.get(reverse(f"wagtailforms:{address}", args=[page.pk]))
        assert "Sulastri" not in answer.content.decode()
        assert answer.status_code in {302, 403}
    assert ContactMessage.objects.count() == 1
