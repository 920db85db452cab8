"""The coordinator's pages of a list, as they are read and sent with and without JavaScript."""

import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from academy.core.models import Job
from academy.sheets.opening import MAX_BYTES
from courses.intake.actions.drafts import READ_JOB
from courses.intake.queries.reading import preview
from courses.models import Enrollment, IntakeList
from tests.courses.intake.listing import person
from tests.courses.intake.lists import (
    a_batch,
    confirmed,
    file_of,
    lots,
    people,
    results,
    row,
    uploaded,
)
from tests.factories.courses import (
    BatchFactory,
    EnrollmentFactory,
)
from tests.factories.intake import IntakeRowFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LISTS_QUERIES, LIST_QUERIES = 9, 14


@pytest.fixture
def batch(client, malang_today, pesantren_of_malang):
    """A batch whose coordinator is signed in."""
    made, rina = a_batch(pesantren_of_malang)
    client.force_login(rina)
    return made


@pytest.fixture
def rina(batch):
    return batch.coordinators.get()


def address(name: str, listing: IntakeList, *more) -> str:
    return reverse(f"courses:{name}", args=[listing.batch.public_id, listing.public_id, *more])


def words(answer) -> str:
    """What a page says, in one line."""
    return " ".join(answer.content.decode().split())


def test_from_the_batch_one_uploads_looks_takes_in_and_prints(client, batch, run_jobs):
    place = reverse("courses:intake_lists", args=[batch.public_id])
    overview = client.get(reverse("courses:batch_overview", args=[batch.public_id]))
    assert place in words(overview)
    sent = client.post(place, {"file": file_of(*people(2), person(full_name="-", phone="1"))})
    listing = IntakeList.objects.get()
    assert sent["Location"] == address("intake_list", listing)
    assert "hx-get" in words(client.get(sent["Location"]))
    run_jobs()
    page = client.get(sent["Location"])
    assert [shown.tone for shown in page.context["rows"]] == ["good", "good", "bad"]
    asked = client.get(address("intake_confirm", listing))
    assert (asked.context["take"].accounts, asked.context["over"]) == (2, 0)
    client.post(
        address("intake_confirm", listing),
        {"revision": "0", "pillar": "santripreneur", "rest_to": "reserve", "consent_by": ""},
    )
    run_jobs()
    assert results(listing) == ["seated", "seated", ""]
    result = client.get(address("intake_list", listing))
    assert address("intake_slips", listing) in words(result)
    printing = client.post(address("intake_slips", listing))
    run_jobs()
    assert printing["Location"].startswith("/kerja/proses/")
    assert all(seat.user.has_usable_password() for seat in Enrollment.objects.all())


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_of_a_batch_ask_the_same_for_one_and_three(
    client, batch, django_assert_num_queries, count
):
    for _number in range(count):
        IntakeRowFactory(listing__batch=batch)
    place = reverse("courses:intake_lists", args=[batch.public_id])
    client.get(place)
    with django_assert_num_queries(LISTS_QUERIES):
        client.get(place)


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_of_a_list_ask_the_same_for_one_and_three(
    client, batch, django_assert_num_queries, count
):
    listing = IntakeRowFactory(listing__batch=batch, person=UserFactory()).listing
    for _number in range(count - 1):
        IntakeRowFactory(listing=listing, person=UserFactory())
    client.get(address("intake_list", listing))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address("intake_list", listing))


def test_a_row_is_mended_without_javascript_and_one_comes_back_to_it(client, batch, rina, run_jobs):
    listing = uploaded(batch, rina, person(phone="08I2"), *people(1))
    run_jobs()
    page = client.get(address("intake_row", listing, 2), {"show": "fix"})
    form = page.context["form"]
    sent = {name: field.initial for name, field in form.fields.items()}
    answer = client.post(
        address("intake_row", listing, 2),
        sent | {"phone": "0812 9999 8888", "back": "show=fix&next=//evil.example"},
    )
    assert answer["Location"] == address("intake_list", listing) + "?show=fix#row-2"
    assert lots(listing) == ["new", "new"]


def test_with_javascript_the_rows_come_back_at_once(client, batch, rina, run_jobs):
    listing = uploaded(batch, rina, person(phone="08I2"), *people(1))
    run_jobs()
    answer = client.post(
        address("intake_row_leave", listing, 2), {"leave": "yes"}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, "<html" in words(answer)) == (200, False)
    assert 'id="whole"' in words(answer)
    assert lots(listing) == ["left", "new"]


def test_a_form_that_is_sent_twice_is_one_list_and_another_file_of_it_is_another(client, batch):
    place = reverse("courses:intake_lists", args=[batch.public_id])
    form = {"client_id": str(uuid.uuid4())}
    for count in (1, 1, 2):
        client.post(place, form | {"file": file_of(*people(count))})
    assert IntakeList.objects.count() == 2
    assert Job.objects.filter(kind=READ_JOB).count() == 2


def test_tabs_and_search_leave_the_rows_that_are_meant(client, batch, rina, run_jobs):
    listing = uploaded(batch, rina, *people(2), person(full_name="-"), ["Jumlah", "3"])
    run_jobs()

    def numbers(**query):
        return [each.number for each in client.get(place, query).context["rows"]]

    place = address("intake_list", listing)
    assert (numbers(), numbers(show="fix"), numbers(show="skipped")) == ([2, 3, 4], [4], [5])
    assert (numbers(q="fauzi"), numbers(q="4"), numbers(show="no such")) == ([3], [4], [2, 3, 4])


def test_the_rows_to_correct_come_as_a_file_that_can_be_uploaded_again(
    client, batch, rina, run_jobs
):
    bad = person(full_name="=SUM(1)", phone="08I2", birth="17/08/2005")
    listing = uploaded(batch, rina, *people(1), bad)
    run_jobs()
    answer = client.get(address("intake_faults", listing))
    sheet = load_workbook(BytesIO(answer.content)).active
    heads, cells = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert (heads[0], heads[1], heads[-1]) == ("No", "Nama lengkap", "Mengapa")
    assert (cells[1], cells[-1].startswith("Ini bukan nomor telepon")) == ("=SUM(1)", True)
    again = preview(answer.content, by=rina)
    assert [each.reasons for each in again.rows] == [("phone_invalid",)]
    assert list(again.unread.values()) == ["Mengapa"]


def test_what_is_known_of_a_person_is_not_shown_to_who_may_not_see_it(
    client, batch, rina, run_jobs
):
    known = UserFactory(
        full_name="Siti Nur'aini", phone="+6281234567890", email="rahasia@contoh.id"
    )
    seat = EnrollmentFactory(user=known, batch=BatchFactory())
    listing = uploaded(batch, rina, person())
    run_jobs()
    page = words(client.get(address("intake_list", listing), {"show": "known"}))
    assert row(listing, 2).lot == "known"
    for secret in ("rahasia@contoh.id", known.username, str(seat.public_id)):
        assert secret not in page


def test_markup_in_a_cell_is_text(client, batch, rina, run_jobs):
    listing = uploaded(batch, rina, person(full_name="<script>alert(1)</script> Siti"))
    run_jobs()
    page = words(client.get(address("intake_list", listing)))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_draft_is_deleted_with_its_file_and_a_taken_list_is_not(
    client, batch, rina, run_jobs, django_capture_on_commit_callbacks
):
    listing = uploaded(batch, rina, *people(1))
    run_jobs()
    confirmed(listing, rina)
    client.post(address("intake_delete", listing))
    assert IntakeList.objects.filter(pk=listing.pk).exists()
    other = uploaded(batch, rina, *people(1))
    storage, name = other.file.storage, str(other.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("intake_delete", other))
    assert (IntakeList.objects.count(), storage.exists(name)) == (1, False)


def test_more_people_than_seats_is_said_before(client, batch, rina, run_jobs):
    batch.seats = 1
    batch.save()
    listing = uploaded(batch, rina, *people(3))
    run_jobs()
    page = client.get(address("intake_confirm", listing))
    assert (page.context["left"], page.context["over"]) == (1, 2)
    assert 'name="rest_to"' in words(page)


def test_a_file_that_is_too_large_or_missing_is_a_sentence(client, batch):
    place = reverse("courses:intake_lists", args=[batch.public_id])
    assert "Pilih" in words(client.post(place))
    large = SimpleUploadedFile("besar.csv", b"a" * (MAX_BYTES + 1))
    assert "10 MB" in words(client.post(place, {"file": large}))
    assert not IntakeList.objects.exists()
