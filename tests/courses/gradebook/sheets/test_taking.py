"""Marks out as a spreadsheet and in again: seen first, all or nothing, and back."""

import uuid
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from academy.core.models import AuditEntry, Job
from academy.notify.models import Notice
from academy.notify.texts import sentence
from academy.people.holdings.copies import as_json
from courses.completion import actions as completion
from courses.gradebook.actions import files, sheets
from courses.marks import actions as marks
from courses.marks.actions import OwnMark
from courses.models import Enrollment, Mark, MarkCorrection, MarkSheet
from tests.courses.gradebook.sheets.sending import changed, confirmed, fetched, sent, url
from tests.factories.courses import CompletionFactory, MarkFactory

pytestmark = pytest.mark.django_db


def test_out_go_user_names_marks_and_no_formula(client, here):
    heads, ali, badriyah = fetched(client, here)
    assert heads[:4] == ["User name", "Name", "Pesantren", "Mean mark"]
    assert heads[4].startswith(here.quiz.title)
    assert ali[:2] + ali[4:6] == ["ali", "'+Ali", "60,00", "80,00"]
    assert badriyah[:2] == ["badriyah", "'=Badriyah"]
    answer = client.get(
        reverse("courses:gradebook", args=[here.batch.public_id]) + "?format=xlsx&sort=-name"
    )
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert sorted(row[0] for row in cells) == ["ali", "badriyah"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_in_comes_what_was_changed_seen_first_then_written_with_a_reason(client, here):
    rows = changed(fetched(client, here), 1, here.quiz.title, "72,5")
    rows = changed(rows, 2, here.quiz.title, "65.25")
    page = sent(client, here, rows)
    assert "2 marks change" in page
    assert Mark.objects.filter(value=60).count() == 2
    assert confirmed(client, here, page).status_code == 302
    assert set(Mark.objects.filter(activity=here.quiz).values_list("value", flat=True)) == {
        Decimal("72.5"), Decimal("65.25"),
    }  # fmt: skip
    [made] = MarkSheet.objects.all()
    assert {row.reason for row in made.corrections.all()} == {"Ujian susulan."}
    assert AuditEntry.objects.about(here.batch).filter(verb="mark sheet taken").count() == 1


def test_xlsx_comes_in_as_well(client, here):
    answer = client.get(reverse("courses:gradebook", args=[here.batch.public_id]) + "?format=xlsx")
    book = load_workbook(BytesIO(answer.content))
    sheet = book.active
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "ali")
    row[4].value = 90.5
    out = BytesIO()
    book.save(out)
    page = client.post(url(here), {"file": SimpleUploadedFile("n.xlsx", out.getvalue())})
    assert "1 mark changes" in page.content.decode()


def test_an_empty_cell_is_no_zero_and_an_unchanged_one_no_change(client, here):
    rows = changed(fetched(client, here), 1, here.quiz.title, "")
    page = sent(client, here, rows)
    assert "0 marks change" in page
    assert "Write these marks" not in page


@pytest.mark.parametrize(
    ("line", "head", "value", "said"),
    [
        (1, "User name", "nobody", "Nobody in this batch has the user name “nobody”"),
        (2, "User name", "ali", "“ali” stands in line 2 already"),
        (2, "Name", "+Ali", "Were rows mixed up?"),
        (1, "quiz", "100,5", "100,5 for “%(quiz)s” is above 100"),
        (1, "quiz", "1.000", "is no mark"),
        (1, "quiz", "77,777", "is no mark"),
        (1, "quiz", "-5", "is no mark"),
        (1, "quiz", "lulus", "“lulus” for “%(quiz)s” is no mark"),
        (2, "work", "70", "has no work for “%(work)s” yet"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_nothing_can_be_taken(
    client, here, line, head, value, said
):
    words = {"quiz": here.quiz.title, "work": here.work.title}
    page = sent(client, here, changed(fetched(client, here), line, words.get(head, head), value))
    assert said % words in page
    assert "Write these marks" not in page


def test_a_file_that_is_no_list_of_marks_is_refused_in_words(client, here):
    for content in (b"\x00\x01", b"", b"a;b\n1;2\n"):
        file = SimpleUploadedFile("x.csv", content)
        assert client.post(url(here), {"file": file}).status_code == 200
    page = sent(client, here, [["User name"], ["ali"]])
    assert "No column of this file is an activity" in page


def test_a_mark_that_somebody_changed_meanwhile_stays_and_is_told(client, here):
    rows = fetched(client, here)
    marks.correct(
        enrollment=here.seats[0], activity=here.quiz, by=here.trainer, mark=Decimal(99),
        shown=Decimal(60), reason="Kunci salah.",
    )  # fmt: skip
    rows = changed(rows, 2, here.quiz.title, "61")
    page = sent(client, here, rows)
    assert "Changed here since the file was fetched" in page
    confirmed(client, here, page)
    assert Mark.objects.get(enrollment=here.seats[0], activity=here.quiz).value == 99
    assert Mark.objects.get(enrollment=here.seats[1], activity=here.quiz).value == 61


def test_between_preview_and_yes_nothing_is_written_over_either(client, here):
    page = sent(client, here, changed(fetched(client, here), 1, here.quiz.title, "72"))
    Mark.objects.filter(enrollment=here.seats[0], activity=here.quiz).update(value=99)
    answer = confirmed(client, here, page).content.decode()
    assert "1 mark has changed meanwhile" in answer
    assert not MarkSheet.objects.exists()


def test_sent_twice_it_is_one_and_without_a_reason_none(client, here):
    page = sent(client, here, changed(fetched(client, here), 1, here.quiz.title, "72"))
    assert confirmed(client, here, page, reason=" ").status_code == 200
    assert not MarkSheet.objects.exists()
    same = {"client_id": uuid.uuid4()}
    assert [confirmed(client, here, page, **same).status_code for _ in range(2)] == [302, 302]
    assert (MarkSheet.objects.count(), MarkCorrection.objects.count()) == (1, 1)


def test_what_the_preview_did_not_show_is_not_written(client, here):
    data = {"marks": "W10:1abc:xyz", "reason": "Coba.", "client_id": uuid.uuid4()}
    assert client.post(url(here), data).status_code == 200
    assert not MarkSheet.objects.exists()


def test_before_passed_is_taken_back_it_asks(client, here):
    seat = here.seats[1]
    CompletionFactory(enrollment=seat, activity=here.work)
    MarkFactory(enrollment=seat, activity=here.work, value=60)
    completion.refresh(seat)
    assert Enrollment.objects.get(pk=seat.pk).state == "completed"
    page = sent(client, here, changed(fetched(client, here), 2, here.quiz.title, "10"))
    asked = confirmed(client, here, page).content.decode()
    assert 'type="checkbox" name="may_take_back"' in asked
    assert Enrollment.objects.get(pk=seat.pk).state == "completed"
    confirmed(client, here, page, may_take_back="on")
    assert Enrollment.objects.get(pk=seat.pk).state == "active"


def test_a_sheet_is_taken_back_whole_once_and_not_over_newer_marks(client, here, run_jobs):
    page = sent(client, here, changed(fetched(client, here), 1, here.quiz.title, "72"))
    confirmed(client, here, page)
    run_jobs()
    assert Notice.objects.filter(user=here.seats[0].user, kind="marks_corrected").count() == 1
    [made] = MarkSheet.objects.all()
    mark = Mark.objects.filter(enrollment=here.seats[0], activity=here.quiz)
    mark.update(value=90)
    with pytest.raises(sheets.ChangedSince):
        sheets.undo_sheet(sheet=made, by=here.coordinator)
    mark.update(value=72)
    for _time in range(2):
        client.post(url(here), {"undo": made.public_id})
    assert mark.get().value == 60
    assert MarkCorrection.objects.count() == 2
    assert "Taken back" in client.get(url(here)).content.decode()


def test_that_a_sheet_was_taken_back_is_told_in_the_language_of_who_reads_it(
    client, here, run_jobs
):
    page = sent(client, here, changed(fetched(client, here), 1, here.quiz.title, "72"))
    confirmed(client, here, page)
    with translation.override("en"):
        sheets.undo_sheet(sheet=MarkSheet.objects.get(), by=here.coordinator)
    run_jobs()
    user = here.seats[0].user
    client.force_login(user)
    client.cookies["django_language"] = "id"
    read = client.get(reverse("courses:marks", args=[here.batch.public_id]))
    copy = as_json(user)
    notices = Notice.objects.filter(user=user, kind="marks_corrected")
    assert [notice.params for notice in notices.order_by("pk")] == [
        {"reason": "Ujian susulan."},
        {"taken_back": "Ujian susulan."},
    ]
    with translation.override("en"):
        assert "was taken back" in sentence(notices.latest("pk"))
    for text in (read.text, copy):
        assert text.count("Ditarik kembali: Ujian susulan.") == 1
        assert "Taken back" not in text


def test_a_trainer_changes_marks_of_the_own_courses_only(client, here):
    client.force_login(here.trainer)
    rows = fetched(client, here)
    assert "Mean mark" not in rows[0]
    page = sent(client, here, changed(rows, 1, here.quiz.title, "72"))
    assert confirmed(client, here, page).status_code == 302
    assert MarkSheet.objects.get().made_by == here.trainer


def test_the_file_of_very_many_is_made_as_a_job_and_kept_for_a_day(client, here, run_jobs):
    address = reverse("courses:gradebook", args=[here.batch.public_id])
    same = {"client_id": uuid.uuid4()}
    for _time in range(2):
        assert client.post(address, same).status_code == 302
    run_jobs()
    job = Job.objects.get(kind=files.MAKE)
    answer = client.get(reverse("courses:job_file", args=[job.public_id]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert load_workbook(BytesIO(content)).active.max_row == 3
    Job.objects.filter(pk=job.pk).update(finished_at=job.created_at.replace(year=2020))
    assert files.forget_old_files() == 1


def test_an_activity_that_was_renamed_meanwhile_is_found_by_its_code(client, here):
    rows = fetched(client, here)
    title = here.quiz.title
    here.quiz.title = "Kuis: arah cahaya"
    here.quiz.save()
    here.batch.end_plan()
    page = sent(client, here, changed(rows, 1, title, "72"))
    confirmed(client, here, page)
    assert Mark.objects.get(enrollment=here.seats[0], activity=here.quiz).value == 72


def test_nobody_puts_the_own_marks_back(client, here):
    page = sent(client, here, changed(fetched(client, here), 1, here.quiz.title, "72"))
    confirmed(client, here, page)
    [made] = MarkSheet.objects.all()
    with pytest.raises(OwnMark):
        sheets.undo_sheet(sheet=made, by=here.seats[0].user)


def test_who_teaches_a_course_no_more_puts_none_of_its_marks_back(client, here):
    client.force_login(here.trainer)
    page = sent(client, here, changed(fetched(client, here), 1, here.quiz.title, "72"))
    confirmed(client, here, page)
    [made] = MarkSheet.objects.all()
    here.tree.course.course_trainers.all().delete()
    assert client.post(url(here), {"undo": made.public_id}).status_code in {403, 404}
    assert Mark.objects.get(enrollment=here.seats[0], activity=here.quiz).value == 72
