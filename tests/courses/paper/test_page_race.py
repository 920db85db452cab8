"""Two people write one page down at the same moment: nothing is lost, nothing doubled."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from courses.models import Attendance, PaperRow, PaperSheet
from courses.paper.actions.printing import print_sheet
from courses.paper.actions.transcribing import transcribe
from tests.courses.paper.paper_world import printed
from tests.factories.people import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has no locks of rows to wait for"
    ),
]


def at_once(*acts):
    def run(act):
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_two_who_write_one_page_at_once_keep_all_rows_and_one_reading_of_each():
    at = printed(12)
    other = UserFactory(program_manager=True)
    page, shown = at.page, dict.fromkeys(range(1, 13), "")
    # Rows 5 to 8 are read by both, and otherwise.
    first = dict.fromkeys(range(1, 9), "present")
    second = dict.fromkeys(range(5, 13), "ill")
    done = at_once(
        lambda: transcribe(page=page, says=first, shown=shown, by=at.coordinator),
        lambda: transcribe(page=page, says=second, shown=shown, by=other),
    )
    says = dict(PaperRow.objects.values_list("number", "says"))
    assert {says[n] for n in range(1, 5)} == {"present"}
    assert {says[n] for n in range(9, 13)} == {"ill"}
    assert len({says[n] for n in range(5, 9)}) == 1
    assert sorted((one.count, len(one.clashes)) for one in done) == [(4, 4), (8, 0)]
    noted = dict(Attendance.objects.values_list("enrollment", "status"))
    rows = PaperRow.objects.values_list("enrollment", "says")
    assert noted == dict(rows)


def test_two_who_print_at_once_get_one_sheet():
    at = printed(3)
    PaperRow.objects.all().delete()
    at.sheet.pages.all().delete()
    at.sheet.delete()
    manager = UserFactory(program_manager=True)
    at_once(
        lambda: print_sheet(session=at.session, by=at.coordinator),
        lambda: print_sheet(session=at.session, by=manager),
    )
    assert PaperSheet.objects.count() == 1
    assert PaperRow.objects.count() == 3
