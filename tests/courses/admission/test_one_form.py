"""The page of one application is one form: no button loses what is typed beside another."""

import pytest

from courses.models import Application
from tests.courses.applying import pages
from tests.factories.courses import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(batch):
    return ApplicationFactory(batch=batch, state="verified")


def decide(work, row, action, **typed):
    path = f"/kerja/pendaftaran/{row.public_id}/putuskan/"
    answer = work.post(path, {"action": action, "shown_state": row.state, **typed}, follow=True)
    return answer, Application.objects.get(pk=row.pk)


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_score_that_was_typed_is_kept_by_every_button(work, row):
    _answer, now = decide(work, row, "accept", score="85", reason="")
    assert (now.state, now.score) == ("accepted", 85)


def test_a_score_that_is_none_decides_nothing_and_loses_no_word(work, row):
    answer, now = decide(work, row, "decline", score="850", reason="Berkas kurang.")
    assert (now.state, now.score) == ("verified", None)
    assert "Berkas kurang." in answer.text


def test_a_reason_is_there_after_the_score_was_saved_and_gone_after_it_was_sent(work, row):
    saved, _now = decide(work, row, "note", score="60", reason="Berkas kurang.")
    assert saved.context["reason"] == "Berkas kurang."
    _answer, now = decide(work, row, "decline", score="60", reason="Berkas kurang.")
    assert (now.state, now.reason) == ("declined", "Berkas kurang.")
    undone, now = decide(work, now, "undo")
    # Who has taken a refusal back mends its words instead of writing them anew.
    assert (now.state, undone.context["reason"]) == ("verified", "Berkas kurang.")


def test_a_refusal_taken_back_from_the_next_page_comes_back_with_its_words(work, row, batch):
    decide(work, row, "decline", reason="Berkas kurang.")
    page = work.post(f"{pages(batch)}batalkan/", {"here": "1"}, follow=True)
    assert page.context["application"] == row
    assert page.context["reason"] == "Berkas kurang."


@pytest.mark.parametrize("action", ["accept", "reserve", "decline", "undo"])
def test_an_older_page_undoes_no_decision_and_says_what_it_is(work, row, batch, action):
    meanwhile = Application.objects.filter(pk=row.pk)
    if action == "reserve":
        meanwhile.update(state="declined", reason="Kuota penuh.")
    else:
        meanwhile.update(state="reserve", reserve_position=1)
    before = meanwhile.get()
    answer, now = decide(work, row, action, reason="Berkas kurang.")
    assert (now.state, now.reason) == (before.state, before.reason)
    words = "declined" if action == "reserve" else "on the reserve list"
    assert f"the application is “{words}” now" in said(answer)
    assert answer.context["reason"] == "Berkas kurang."


def test_a_decision_sent_twice_is_told_as_done_and_an_undo_sent_twice_is_one(work, row):
    decide(work, row, "accept")
    answer, now = decide(work, row, "accept")
    assert (now.state, "Somebody else" in said(answer)) == ("accepted", False)
    decide(work, now, "undo")
    _answer, now = decide(work, now, "undo")
    assert now.state == "verified"


def test_declined_by_two_the_words_that_were_read_stand_and_are_told(work, row):
    Application.objects.filter(pk=row.pk).update(state="declined", reason="Kuota penuh.")
    answer, now = decide(work, row, "decline", reason="Berkas kurang.")
    assert (now.reason, "Somebody else" in said(answer)) == ("Kuota penuh.", True)


def test_between_the_question_and_its_answer_somebody_elses_decision_stands(work, row, batch):
    asked = work.post(
        f"{pages(batch)}putuskan/", {"action": "accept", "selected": [str(row.public_id)]}
    )
    Application.objects.filter(pk=row.pk).update(state="reserve", reserve_position=1)
    form = {"action": "accept", "ids": asked.context["ids"], "confirmed": "1"}
    answer = work.post(f"{pages(batch)}putuskan/", form, follow=True)
    assert Application.objects.get(pk=row.pk).state == "reserve"
    assert "1 was left as it is: Somebody else has decided meanwhile" in said(answer)
