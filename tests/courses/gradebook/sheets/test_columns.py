"""Columns of a marks file: found by their codes, named where they are not read."""

import pytest

from tests.courses.gradebook.sheets.sending import changed, confirmed, fetched, sent
from tests.courses.world import world

pytestmark = pytest.mark.django_db


def headed(here, rows, head, new):
    return [[new if text.startswith(head) else text for text in rows[0]], *rows[1:]]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            "Kuis lain [0badc0de]",
            "The column “Kuis lain [0badc0de]” is no activity with marks here",
        ),
        ("%(quiz)s", "“%(quiz)s” has lost the code in brackets behind its name"),
    ],
)
def test_a_column_whose_activity_is_unknown_is_told_by_its_head(client, here, new, said):
    words = {"quiz": here.quiz.title}
    rows = changed(fetched(client, here), 1, here.work.title, "81")
    page = sent(client, here, headed(here, rows, here.quiz.title, new % words))
    assert said % words in page
    # What can be read is shown, and nothing of it can be taken.
    assert "1 mark changes" in page
    assert "Write these marks" not in page


def test_a_column_whose_code_has_figures_alone_is_told_when_it_is_of_an_activity(client, here):
    elsewhere = world(0).tree.quizzes[0]
    elsewhere.activity_id = "12345678" + elsewhere.activity_id.hex[8:]
    elsewhere.save()
    rows = [[*row, "Kuis lain [12345678]"] for row in fetched(client, here)]
    assert "“Kuis lain [12345678]” is no activity with marks here" in sent(client, here, rows)


def test_a_date_behind_a_head_is_no_code_and_hinders_nothing(client, here):
    rows = changed(fetched(client, here), 1, here.quiz.title, "72")
    rows = [[*row, "Catatan [20261130]" if not at else "rajin"] for at, row in enumerate(rows)]
    page = " ".join(sent(client, here, rows).split())
    assert "not read: Catatan [20261130] </p>" in page
    assert confirmed(client, here, page).status_code == 302


def test_a_column_without_a_head_is_named_by_its_letter_where_something_stands_in_it(client, here):
    rows = [["", *row, "", ""] for row in fetched(client, here)]
    rows[2][-2] = "95"
    page = " ".join(sent(client, here, rows).split())
    assert "not read: column I, which has no head </p>" in page


def test_the_same_column_twice_is_told(client, here):
    rows = [[*row, row[4]] for row in fetched(client, here)]
    assert "stands there twice" in sent(client, here, rows)


def test_a_column_of_ones_own_is_named_as_not_read_and_hinders_nothing(client, here):
    rows = changed(fetched(client, here), 1, here.quiz.title, "72")
    rows = [[*row, "Catatan" if number == 0 else "rajin"] for number, row in enumerate(rows)]
    page = " ".join(sent(client, here, rows).split())
    assert "not read: Catatan </p>" in page
    assert "Pesantren, " not in page
    assert confirmed(client, here, page).status_code == 302
