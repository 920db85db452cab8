"""A sheet is printed, and who stands in which row stays as printed."""

import subprocess

import pytest
from django.urls import reverse

from courses.attendance.actions import groups
from courses.models import PaperPage, PaperRow, Session
from courses.paper.actions.printing import print_sheet
from courses.paper.pdf import sheet_pdf
from tests.certificates.pdfs import text_of
from tests.courses.paper.paper_world import printed
from tests.factories.batches import SessionGroupFactory
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory
from tests.services.camera import codes_on

pytestmark = pytest.mark.django_db


def rows(sheet):
    found = PaperRow.objects.filter(page__sheet=sheet).order_by("number")
    return list(found.values_list("number", "enrollment", "trainer"))


def test_a_row_stays_of_the_same_person_when_somebody_joins_before_them():
    at = printed(2)
    before = rows(at.sheet)
    EnrollmentFactory(batch=at.batch, user=UserFactory(full_name="Aaa Adiwangsa"), pesantren=None)
    assert rows(at.sheet) == before
    again = print_sheet(session=at.session, by=at.coordinator)
    assert (again.number, len(rows(again))) == (2, 3)
    assert rows(at.sheet) == before


def test_printed_twice_in_between_nothing_changed_it_is_the_same_sheet():
    at = printed(2)
    assert print_sheet(session=at.session, by=UserFactory(program_manager=True)) == at.sheet


def test_the_sheet_has_twenty_rows_a_page_the_trainer_last_and_a_code_that_opens_the_page(
    tmp_path, settings
):
    at = printed(20, trainer=True)
    long = "Muhammad Abdul Qodir Jaelani Al-Baghdadi bin Abdurrahman Kartosuwiryo Wijayakusuma"
    seat = at.seats[0]
    seat.user.full_name = long
    seat.user.save()
    file = tmp_path / "lembar.pdf"
    file.write_bytes(sheet_pdf(at.sheet))
    first, second = PaperPage.objects.filter(sheet=at.sheet)
    assert set(long.split()) <= set(text_of(file, 1).replace("- ", "-").split())
    said = text_of(file, 2)
    assert set(at.session.trainer.full_name.split()) <= set(said.split())
    assert "Pemateri" in said
    assert rows(at.sheet)[-1] == (21, None, at.session.trainer_id)
    for page in (first, second):
        one = tmp_path / f"{page.number}.pdf"
        number = str(page.number)
        subprocess.run(["pdfseparate", "-f", number, "-l", number, file, one], check=True)
        address = f"{settings.BASE_URL}{reverse('courses:paper_page', args=[page.code])}"
        assert codes_on(one) == {address}


def test_each_group_has_pages_of_its_own_with_its_hall_and_trainer_and_who_has_none_the_last(
    tmp_path,
):
    at = printed(3, trainer=True)
    north, south = (
        SessionGroupFactory(session=at.session, name=name, place=place, trainer=trainer)
        for name, place, trainer in (
            ("Utara", "Gedung A", UserFactory(trainer=True)), ("Selatan", "Gedung B", None),
        )
    )  # fmt: skip
    first, second, third = at.seats
    wanted = {first.pk: north.pk, second.pk: south.pk}
    groups.place(session=at.session, wanted=wanted, by=at.coordinator)
    sheet = print_sheet(session=Session.objects.get(pk=at.session.pk), by=at.coordinator)
    assert rows(sheet) == [
        (1, second.pk, None),
        (21, first.pk, None), (22, None, north.trainer_id),
        (41, third.pk, None), (42, None, at.session.trainer_id),
    ]  # fmt: skip
    halls = [page.hall for page in sheet.pages.all()]
    assert halls == ["Selatan, Gedung B", "Utara, Gedung A", ""]
    file = tmp_path / "lembar.pdf"
    file.write_bytes(sheet_pdf(sheet))
    assert "Utara, Gedung A" in text_of(file, 2)
    assert print_sheet(session=sheet.session, by=at.coordinator) == sheet
    groups.place(session=at.session, wanted={third.pk: south.pk}, by=at.coordinator)
    assert print_sheet(session=sheet.session, by=at.coordinator) != sheet


def test_the_button_prints_and_a_called_off_session_is_not_printed(client):
    at = printed()
    client.force_login(at.coordinator)
    button = reverse("courses:paper_print", args=[at.session.public_id])
    assert button in client.get(reverse("courses:roster", args=[at.session.public_id])).text
    answer = client.post(button, follow=True)
    assert answer["Content-Type"] == "application/pdf"
    at.session.cancelled_at = at.session.starts_at
    at.session.save()
    assert "dibatalkan" in client.post(button, follow=True).text
