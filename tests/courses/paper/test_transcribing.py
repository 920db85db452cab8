"""A page is written down row by row, and goes into the one ledger."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from courses.models import Attendance, AttendanceRequest, PaperRow, TrainerAttendance
from tests.courses.paper.paper_world import printed, write
from tests.factories.courses import AttendanceFactory, BatchFactory, EnrollmentFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def at_work(client, count=1, **more):
    at = printed(count, **more)
    client.force_login(at.coordinator)
    client.cookies["django_language"] = "en"
    return at


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_what_the_paper_says_is_noted_with_its_source_and_page_and_who_wrote_it(client):
    at = at_work(client, 2)
    write(client, at, r1="ill")
    [entry] = Attendance.objects.all()
    first = PaperRow.objects.get(page=at.page, number=1)
    assert (entry.enrollment_id, entry.status, entry.source) == (
        first.enrollment_id, "ill", "paper",
    )  # fmt: skip
    assert (entry.noted_by, entry.page) == (at.coordinator, at.page)
    roster = client.get(reverse("courses:roster", args=[at.session.public_id])).text
    assert at.address in roster


def test_all_others_are_present_with_one_press_without_javascript(client):
    at = at_work(client, 3)
    write(client, at, r2="excused")
    data = {f"shown_{number}": "" for number in (1, 2, 3)} | {"shown_2": "excused"}
    client.post(at.address, data | {"says_2": "excused", "rest": "present"})
    says = list(PaperRow.objects.order_by("number").values_list("says", flat=True))
    assert says == ["present", "excused", "present"]


def test_two_who_write_the_same_page_lose_nothing_and_a_clash_is_told(client):
    at = at_work(client, 3)
    write(client, at, r1="present", r2="ill")
    # From a page opened before: row 2 read otherwise, row 3 new.
    answer = write(client, at, r2="absent", r3="excused")
    says = list(PaperRow.objects.order_by("number").values_list("says", flat=True))
    assert says == ["present", "ill", "excused"]
    assert "that stands: 2. " in told(answer)


def test_a_slip_of_the_pen_is_written_anew_and_taken_back(client):
    at = at_work(client)
    [seat] = at.seats
    write(client, at, r1="present")
    write(client, at, shown="present", r1="ill")
    assert at.noted() == {seat.pk: ("ill", "paper")}
    write(client, at, shown="ill", r1="none")
    assert at.noted() == {}
    assert at.row(seat).says == ""


def test_paper_against_the_code_is_listed_and_settled_with_a_reason(client):
    at = at_work(client, 2)
    first, second = (PaperRow.objects.get(page=at.page, number=n).enrollment for n in (1, 2))
    for seat in (first, second):
        AttendanceFactory(session=at.session, enrollment=seat, source="code", status="present")
    answer = write(client, at, r1="absent", r2="ill")
    # Nothing is overwritten.
    assert set(at.noted().values()) == {("present", "code")}
    assert f"1. {first.user.full_name}" in told(answer)
    assert "Paper and ledger differ" in client.get(at.desk).text

    settle = reverse("courses:paper_settle", args=[at.page.code])
    sent = {"row": "1", "stands": "present", "decision": "paper"}
    assert "Write why" in told(client.post(settle, sent, follow=True))
    assert at.noted()[first.pk] == ("present", "code")
    client.post(settle, sent | {"reason": "Kode difoto temannya."})
    assert at.noted()[first.pk] == ("absent", "paper")
    left = {"row": "2", "stands": "present", "decision": "ledger", "reason": "Salah baris."}
    client.post(settle, left)
    assert at.noted()[second.pk] == ("present", "code")
    # Sent once more it is settled, and nothing is listed any more.
    again = client.post(settle, sent | {"reason": "Sekali lagi."}, follow=True)
    assert "not open any more" in told(again)
    assert "Paper and ledger differ" not in client.get(at.desk).text
    kept = AttendanceRequest.objects.order_by("pk")
    assert list(kept.values_list("wanted", "is_accepted", "reason")) == [
        ("absent", True, "Kode difoto temannya."),
        ("ill", False, "Salah baris."),
    ]


def test_what_is_changed_on_the_screen_against_the_paper_is_listed_too(client):
    at = at_work(client)
    [seat] = at.seats
    write(client, at, r1="present")
    name = seat.public_id
    client.post(
        reverse("courses:roster", args=[at.session.public_id]),
        {f"shown_{name}": "present", f"status_{name}": "absent"},
    )
    assert at.noted() == {seat.pk: ("absent", "roster")}
    assert Attendance.objects.get().page is None
    assert "Paper and ledger differ" in client.get(at.address).text


def test_nobody_writes_the_own_row_and_who_has_left_is_not_noted(client):
    at = at_work(client, 3)
    rows = [PaperRow.objects.get(page=at.page, number=n) for n in (1, 2, 3)]
    first, second, third = (row.enrollment for row in rows)
    first.user = at.coordinator
    first.save()
    second.state = "withdrawn"
    second.save()
    # Moved to the next batch after the sheet was printed.
    third.batch = BatchFactory(program=at.batch.program)
    third.save()
    page = client.get(at.address).text
    assert not any(f'name="says_{number}"' in page for number in (1, 2, 3))
    write(client, at, r1="present", r2="present", r3="present")
    assert at.noted() == {}
    assert set(PaperRow.objects.values_list("says", flat=True)) == {""}


def test_the_trainer_is_noted_from_paper_and_on_the_page_of_the_session(client):
    at = at_work(client, trainer=True)
    write(client, at, r2="present")
    [led] = TrainerAttendance.objects.all()
    assert (led.trainer, led.status, led.source, led.page) == (
        at.session.trainer, "present", "paper", at.page,
    )  # fmt: skip
    roster = reverse("courses:roster", args=[at.session.public_id])
    note = reverse("courses:trainer_note", args=[at.session.public_id])
    assert note in client.get(roster).text
    # An older page undoes nothing.
    client.post(note, {"status": "absent", "shown": ""})
    led.refresh_from_db()
    assert led.status == "present"
    client.post(note, {"status": "excused", "shown": "present"})
    led.refresh_from_db()
    assert (led.status, led.source, led.page) == ("excused", "roster", None)
    # Paper and page differ now: settled as for participants.
    settle = reverse("courses:paper_settle", args=[at.page.code])
    client.post(
        settle, {"row": "2", "stands": "excused", "decision": "paper", "reason": "Ada di foto."}
    )
    led.refresh_from_db()
    assert (led.status, led.source) == ("present", "paper")
    # The trainer sees it, and does not note it.
    client.force_login(at.session.trainer)
    assert note not in client.get(roster).text
    client.post(note, {"status": "ill", "shown": "present"})
    led.refresh_from_db()
    assert led.status == "present"


def test_a_session_not_begun_takes_nothing(client):
    at = at_work(client)
    at.session.starts_at, at.session.ends_at = (
        at.session.starts_at.replace(year=2099), at.session.ends_at.replace(year=2099),
    )  # fmt: skip
    at.session.save()
    assert "not begun" in told(write(client, at, r1="present"))
    assert at.noted() == {}


def test_companions_and_participants_see_no_sheet(client):
    at = at_work(client)
    [seat] = at.seats
    companion = UserFactory()
    MembershipFactory(user=companion, pesantren=seat.pesantren, role="companion")
    for user, desk in ((companion, 403), (seat.user, 403), (UserFactory(trainer=True), 404)):
        client.force_login(user)
        assert client.get(at.desk).status_code == desk
        assert client.get(at.address).status_code in {403, 404}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("which", "queries"), [("address", 13), ("desk", 15)])
def test_a_page_and_the_desk_ask_the_same_for_one_and_three(
    client, django_assert_num_queries, which, queries, count
):
    at = at_work(client, count, trainer=True)
    write(client, at, **{f"r{number}": "present" for number in range(1, count + 2)})
    for seat in at.seats:
        Attendance.objects.filter(enrollment=seat).update(status="ill", source="roster")
    client.get(getattr(at, which))
    with django_assert_num_queries(queries):
        client.get(getattr(at, which))


def test_the_workbook_of_the_batch_says_whether_the_trainers_came(client):
    at = at_work(client, trainer=True)
    write(client, at, r1="present", r2="ill")
    EnrollmentFactory(batch=at.batch)
    address = reverse("courses:batch_overview", args=[at.batch.public_id])
    content = client.get(f"{address}?format=xlsx").content
    rows = sheet_of(content, "Sessions")
    assert [str(value) for value in rows[1][:1] + rows[1][3:5]] == [
        "Cahaya pagi", at.session.trainer.full_name, "ill",
    ]  # fmt: skip


def sheet_of(content, name):
    return list(load_workbook(BytesIO(content))[name].iter_rows(values_only=True))
