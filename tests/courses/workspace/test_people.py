"""The batch page, one person, slips, and the companion's page."""

import uuid
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from academy.people.models import Consent, User
from academy.web.shell.menus import WORKSPACE
from courses.models import Batch, Enrollment, Submission, SubmissionState
from courses.workspace.letters import messages_for
from tests.courses.world import world
from tests.factories.courses import BatchFactory, EnrollmentFactory, SubmissionFactory
from tests.factories.people import (
    MembershipFactory,
    PesantrenFactory,
    PrivacyNoticeFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.mark.parametrize("count", [1, 3])
def test_the_batch_page_asks_the_same_for_one_and_three(client, django_assert_num_queries, count):
    here = world(count)
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    client.get(address)
    with django_assert_num_queries(BATCH_QUERIES):
        client.get(address)


def test_who_has_not_been_seen_for_a_week_is_behind_and_the_page_says_why(client):
    here = world(2)
    active, silent = here.seats
    now = timezone.now()
    Enrollment.objects.filter(pk=active.pk).update(first_seen_at=now, last_seen_at=now)
    Enrollment.objects.filter(pk=silent.pk).update(
        first_seen_at=now, last_seen_at=now - timedelta(days=8)
    )
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    rows = client.get(address, {"behind": "unseen"}).context["rows"]
    assert rows.count("<tr>") == 1
    assert reverse("courses:person", args=[silent.public_id]) in rows
    assert "seminggu tidak aktif" in rows
    person = client.get(reverse("courses:person", args=[silent.public_id]))
    assert "Tertinggal: seminggu tidak aktif" in " ".join(person.content.decode().split())


def test_the_spreadsheet_has_the_filtered_people_and_no_formula(client):
    here = world(2)
    name = "=HYPERLINK(1)"
    here.seats[0].user.full_name = name
    here.seats[0].user.save()
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    answer = client.get(address, {"q": "HYPERLINK", "format": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    [[cell, *_others]] = sheet.iter_rows(min_row=2)
    # Text by its type: no sign stands before it, and it stays text when it is edited.
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_the_spreadsheet_has_what_the_page_shows_and_can_be_filtered(client):
    here = world(2)
    now = timezone.now()
    mark = Decimal("87.5")
    Enrollment.objects.filter(pk=here.seats[0].pk).update(
        first_seen_at=now, last_seen_at=now - timedelta(days=8), mean_mark=mark
    )
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    page = client.get(address)
    sheet = load_workbook(BytesIO(client.get(address, {"format": "xlsx"}).content)).active
    heads, *people = sheet.iter_rows(values_only=True)
    [person] = [row for row in people if row[1] == here.seats[0].user.username]
    told = dict(zip(heads, person, strict=True))
    assert "seminggu tidak aktif" in told["Tertinggal, dan sebabnya"]
    assert told["Nilai rata-rata"] == mark
    modules = [head for head in heads if ": " in head and head.endswith(", %")]
    assert len(modules) == len(page.context["columns"]) > 0
    assert {type(told[head]) for head in modules} == {int}
    assert sheet.auto_filter.ref == sheet.dimensions
    widths = sheet.column_dimensions
    assert widths["A"].width >= max(len(row[0]) for row in people)


def test_who_is_furthest_behind_comes_first_when_the_list_is_sorted_by_it(client):
    here = world(3)
    now = timezone.now()
    fine, silent, both = here.seats
    Enrollment.objects.update(first_seen_at=now, last_seen_at=now)
    Enrollment.objects.filter(pk__in=[silent.pk, both.pk]).update(
        last_seen_at=now - timedelta(days=8)
    )
    Submission.objects.filter(enrollment=both).update(state=SubmissionState.REVISION)
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    rows = client.get(address, {"sort": "behind"}).context["list"].page
    assert [row.pk for row in rows] == [both.pk, silent.pk, fine.pk]


def test_an_old_link_with_an_unknown_sort_still_opens_the_list(client):
    here = world()
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    asked = {"sort": "shoe-size", "page": "999", "gender": "?"}
    assert client.get(address, asked).status_code == 200


def test_a_new_pin_is_shown_once_and_lets_its_person_in(client):
    here = world()
    person = here.seats[0].user
    client.force_login(here.coordinator)
    address = reverse("courses:person_pin", args=[here.seats[0].public_id])
    assert client.get(address).status_code == 200
    person.refresh_from_db()
    assert not person.must_change_secret
    slips = client.post(address).context["slips"]
    person.refresh_from_db()
    assert person.check_password(slips[0].pin)
    assert person.must_change_secret


def test_nobody_takes_over_the_account_of_one_who_works_here(client):
    here = world()
    colleague = EnrollmentFactory(batch=here.batch, user=UserFactory(trainer=True))
    client.force_login(here.coordinator)
    address = reverse("courses:person_pin", args=[colleague.public_id])
    assert client.post(address).status_code == 403


def test_a_page_of_slips_that_is_loaded_anew_ends_no_printed_pin(client):
    here = world(1)
    client.force_login(here.coordinator)
    seat = here.seats[0]
    many = reverse("courses:people_act", args=[here.batch.public_id])
    one = reverse("courses:person_pin", args=[seat.public_id])
    for address, form in (
        (many, {"action": "slips", "selected": str(seat.public_id), "confirmed": "yes"}),
        (one, {}),
    ):
        form["client_id"] = str(uuid.uuid4())
        pin = client.post(address, form).context["slips"][0].pin
        again = client.post(address, form, follow=True)
        assert "Kartu ini sudah dibuat" in again.content.decode()
        assert User.objects.get(pk=seat.user_id).check_password(pin)


def test_nobody_is_behind_in_a_batch_that_has_not_begun(client):
    here = world(1)
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    assert "belum pernah masuk" in client.get(address, {"behind": "any"}).content.decode()
    Batch.objects.filter(pk=here.batch.pk).update(
        starts_on=timezone.localdate() + timedelta(days=9)
    )
    assert "belum pernah masuk" not in client.get(address).content.decode()


def test_messages_to_chosen_people_are_written_one_for_each(client):
    here = world(2)
    client.force_login(here.coordinator)
    address = reverse("courses:people_act", args=[here.batch.public_id])
    form = {"action": "messages", "selected": [str(seat.public_id) for seat in here.seats]}
    written = [seat for seat, _letters in client.post(address, form).context["letters"]]
    # By pesantren, whose names are numbered: the tenth stands before the ninth.
    assert sorted(written, key=lambda seat: seat.pk) == here.seats


def test_a_companion_sees_the_own_santri_and_resets_their_pin(client):
    here = world(2)
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=here.seats[0].pesantren, role="companion")
    client.force_login(companion)
    rows = client.get(reverse("courses:companion")).context["page"]
    assert [person.pk for person, _batch, _why in rows] == [here.seats[0].pk]
    own, foreign = [reverse("courses:person_pin", args=[seat.public_id]) for seat in here.seats]
    assert client.post(own).status_code == 200
    assert client.post(foreign).status_code == 404


def test_a_companion_of_many_finds_a_santri_by_name_and_turns_pages(client):
    batch = BatchFactory()
    pesantren = PesantrenFactory()
    for number in range(52):
        EnrollmentFactory(batch=batch, pesantren=pesantren, user__full_name=f"Santri {number:02}")
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=pesantren, role="companion")
    client.force_login(companion)
    address = reverse("courses:companion")
    assert [len(client.get(address, {"page": page}).context["page"]) for page in (1, 2)] == [50, 2]
    [(found, _batch, _why)] = client.get(address, {"q": "santri 07"}).context["page"]
    assert found.user.full_name == "Santri 07"
    nobody = client.get(address, {"q": "Zulaikha"})
    assert list(nobody.context["page"]) == []
    assert "Tidak ada santri dengan nama ini" in nobody.content.decode()


def test_the_pesantren_consents_for_a_minor(client):
    here = world()
    PrivacyNoticeFactory()
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=here.seats[0].pesantren, role="companion")
    client.force_login(companion)
    address = reverse("courses:person_consent", args=[here.seats[0].public_id])
    client.post(address, {"giver": "pesantren", "giver_name": "Ustadzah Rohmah"})
    consent = Consent.objects.get(user=here.seats[0].user)
    assert (consent.giver, consent.giver_name, consent.recorded_by) == (
        "pesantren",
        "Ustadzah Rohmah",
        companion,
    )


def test_the_page_of_one_person_shows_the_rule_and_the_work(client):
    here = world()
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:person", args=[here.seats[0].public_id]))
    assert [item.key for item in page.context["requirements"]] == ["activities", "final"]
    assert here.tree.assignments[0].title in page.content.decode()


def test_who_has_handed_in_again_is_not_told_to_improve_what_came_before(client):
    here = world()
    first = here.submissions[0]
    Submission.objects.filter(pk=first.pk).update(state=SubmissionState.REVISION)
    assert "revision" in dict(messages_for(here.seats[0]))
    SubmissionFactory(
        enrollment=here.seats[0],
        assignment=here.tree.assignments[0],
        number=2,
        state=SubmissionState.ACCEPTED,
    )
    assert "revision" not in dict(messages_for(here.seats[0]))


BATCH_QUERIES = 14


def test_closing_a_batch_asks_with_the_number_and_settles_who_is_open(client):
    here = world(2)
    Batch.objects.filter(pk=here.batch.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    client.force_login(here.coordinator)
    address = reverse("courses:batch_close", args=[here.batch.public_id])
    assert client.get(address).context["open"] == {"passes": 0, "fails": 2}
    assert {seat.state for seat in Enrollment.objects.all()} == {"active"}
    client.post(address)
    assert {seat.state for seat in Enrollment.objects.all()} == {"failed"}


def test_a_batch_that_still_runs_is_not_offered_to_be_closed(client):
    here = world(1)
    Batch.objects.filter(pk=here.batch.pk).update(ends_on=timezone.localdate() + timedelta(days=1))
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:batch_close", args=[here.batch.public_id])).content.decode()
    assert "Angkatan dapat ditutup mulai" in page
    assert "button--danger" not in page


def test_the_spreadsheet_has_telephone_numbers_and_dates_as_one_writes_them_here(client):
    here = world(1)
    seat = here.seats[0]
    User.objects.filter(pk=seat.user_id).update(phone="+6281234567890")
    Enrollment.objects.filter(pk=seat.pk).update(last_seen_at=timezone.now())
    client.force_login(here.coordinator)
    address = reverse("courses:batch_overview", args=[here.batch.public_id])
    sheet = load_workbook(BytesIO(client.get(address, {"format": "xlsx"}).content)).active
    phone, seen = sheet["C2"], sheet["M2"]
    assert (phone.value, phone.data_type) == ("0812-3456-7890", "s")
    assert (seen.is_date, seen.number_format) == (True, "dd/mm/yyyy hh:mm")
    assert sheet.title == f"angkatan-{here.batch.number}"


@pytest.mark.parametrize(("role", "place"), [("companion", "users"), ("coordinator", "calendar")])
@pytest.mark.parametrize("path", ["/kerja/peserta/7/", "/kerja/sesi/7/"])
def test_the_page_of_one_person_or_session_belongs_to_the_list_of_whoever_reads_it(
    role, place, path
):
    reader = UserFactory(**{role: True})
    assert [item.icon for item in WORKSPACE.items(path, reader) if item.current] == [place]
