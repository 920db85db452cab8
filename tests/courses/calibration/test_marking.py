"""Marking in a round: blind, kept half done, frozen when finished."""

from decimal import Decimal

import pytest

from cms.models import RubricLevel
from courses.assignments.actions.submissions import take_back
from courses.calibration import actions
from courses.models import (
    CalibrationMark,
    Review,
)
from tests.courses.calibration.rounding import (
    begun,
    desk,
    finished,
    mark,
    said,
    signed_in,
    to,
    typed,
)

pytestmark = pytest.mark.django_db


def test_who_is_asked_finds_the_round_on_the_start_page_and_above_the_review_list():
    here = desk()
    round = begun(here, by=here.coordinator)
    client = signed_in(here.other)
    start = client.get("/kerja/")
    assert "Mark the hand-ins of the calibration round" in said(start)
    assert to("calibration", round) in start.text
    assert to("calibration", round) in client.get("/kerja/ulasan/").text
    finished(round, here.other, (40, 30), (30, 30), (20, 20))
    assert to("calibration", round) not in signed_in(here.other).get("/kerja/ulasan/").text


def test_a_round_begins_from_the_review_list_filtered_by_an_assignment():
    here = desk()
    [assignment] = here.tree.assignments
    client = signed_in(here.trainer)
    address = to("calibration_new", here.batch, assignment.activity_id)
    assert address not in client.get("/kerja/ulasan/").text
    assert address in client.get("/kerja/ulasan/", {"assignment": assignment.pk}).text
    for nonsense in ("x", "0", "²"):
        asked = {"assignment": nonsense, "batch": nonsense}
        assert client.get("/kerja/ulasan/", asked).status_code == 200


def test_a_round_begins_from_the_tasks_of_a_batch():
    here = desk()
    address = to("calibration_new", here.batch, here.tree.assignments[0].activity_id)
    for person in (here.coordinator, here.trainer):
        assert address in signed_in(person).get(to("batch_tasks", here.batch)).text


def test_a_trainer_sees_photos_and_brief_and_neither_name_nor_note_nor_other_marks():
    here = desk()
    round = begun(here)
    finished(round, here.other, (50, 49), (30, 30), (20, 20), words="Cahayanya kuat.")
    client = signed_in(here.trainer)
    page = client.get(to("calibration_work", round, 1))
    file = here.submissions[0].files.get()
    answers = [client.get(to(name, file)) for name in ("calibration_file", "calibration_thumbnail")]
    assert [answer.status_code for answer in answers] == [200, 200]
    seen = page.text + client.get(to("calibration", round)).text
    seen += str([answer.headers for answer in answers])
    assert "What to do" in seen
    for hidden in (here.seats[0].user.full_name, "Saya Wulandari", "Cahayanya kuat."):
        assert hidden not in seen


def test_an_earlier_review_is_not_read_here():
    here = desk()
    submission = here.submissions[0]
    submission.state = "accepted"
    submission.save()
    Review.objects.create(
        submission=submission, reviewer=here.other, verdict="accepted", mark=77,
        feedback="Latar terlalu ramai.", reviewed_at=submission.submitted_at,
    )  # fmt: skip
    page = signed_in(here.trainer).get(to("calibration_work", begun(here), 1))
    assert "Latar terlalu ramai." not in page.text


def test_points_make_the_mark_and_may_be_changed_until_the_round_is_finished():
    here = desk(2)
    round = begun(here)
    client = signed_in(here.trainer)
    address = to("calibration_work", round, 1)
    answer = client.post(address, typed(here, 40, 30, words="Terang.", then="next"))
    assert answer.url == to("calibration_work", round, 2)
    client.post(address, typed(here, 45, 30, words="Terang."))
    kept = CalibrationMark.objects.get()
    assert (kept.mark, kept.words) == (Decimal(75), "Terang.")
    answer = client.post(to("calibration_work", round, 2), typed(here, then="next"))
    assert answer.url == to("calibration", round)


def test_half_a_mark_is_kept_and_finishing_names_what_is_missing():
    here = desk(3)
    round = begun(here)
    client = signed_in(here.trainer)
    client.post(to("calibration_work", round, 2), typed(here, 40, ""))
    assert CalibrationMark.objects.get().mark is None
    assert "half done" in client.get(to("calibration", round)).text
    page = client.post(to("calibration_finish", round), follow=True)
    assert "Hand-ins 1, 2, 3 have no mark yet" in said(page)
    mark(round, here.trainer, (1, 1), (2, 2), (3, 3))
    page = client.post(to("calibration_finish", round), follow=True)
    assert "Finished. Your marks stand now" in page.text
    again = client.post(to("calibration_finish", round), follow=True)
    assert again.status_code == 200
    assert round.parts.exclude(finished_at=None).count() == 1


def test_what_was_finished_is_frozen():
    here = desk(2)
    round = begun(here)
    finished(round, here.trainer, (40, 30), (30, 30))
    page = signed_in(here.trainer).post(to("calibration_work", round, 1), typed(here, 1, 1))
    assert "You have finished this round" in page.text
    assert {row.mark for row in CalibrationMark.objects.all()} == {Decimal(70), Decimal(60)}


@pytest.mark.parametrize("ends", ["closed", "taken back"])
def test_what_was_typed_stands_there_when_the_round_ends_meanwhile(ends):
    here = desk(2)
    round = begun(here)
    client = signed_in(here.trainer)
    if ends == "closed":
        actions.close(round=round, by=here.coordinator, reason="Rapat dibatalkan.")
    else:
        take_back(submission=here.submissions[0])
    sent = typed(here, 41, 27, words="Bayangan tangan terlihat.")
    page = said(client.post(to("calibration_work", round, 1), sent))
    assert "What you had typed" in page
    for words in ("41", "27", "Bayangan tangan terlihat."):
        assert words in page
    assert "What you had typed" not in client.get(to("calibration_work", round, 1)).text
    assert not CalibrationMark.objects.exists()


def test_a_level_that_was_chosen_makes_the_mark_and_comes_back():
    here = desk(2)
    light, ground = here.tree.assignments[0].criteria.order_by("sort_order")
    low, high = (
        RubricLevel.objects.create(criterion=light, title=title, points=points, sort_order=points)
        for title, points in (("Belum", 10), ("Baik", 50))
    )
    round = begun(here)
    client = signed_in(here.trainer)
    address = to("calibration_work", round, 1)
    client.post(address, {f"level_{light.pk}": high.pk, f"points_{ground.pk}": 20})
    assert CalibrationMark.objects.get().mark == Decimal(70)
    page = client.get(address)
    chosen = [
        level for row in page.context["form"].rubric_rows for level, ticked in row.levels if ticked
    ]
    assert chosen == [high]
    # Of a level that is gone nothing is kept, and nothing falls over.
    high.delete()
    page = client.get(address)
    assert page.status_code == 200
    client.post(address, {f"level_{light.pk}": low.pk, f"points_{ground.pk}": 20})
    assert CalibrationMark.objects.get().mark == Decimal(30)


def test_where_there_is_no_rubric_a_mark_is_typed():
    here = desk(2)
    here.tree.assignments[0].criteria.all().delete()
    round = begun(here)
    client = signed_in(here.trainer)
    client.post(to("calibration_work", round, 1), {"mark": "82.5"})
    assert CalibrationMark.objects.get().mark == Decimal("82.5")
    page = client.post(to("calibration_work", round, 1), {"mark": "101"})
    assert page.status_code == 200
    assert CalibrationMark.objects.get().mark == Decimal("82.5")


def shown_on(page):
    """The hidden fields by which the page says what it showed."""
    form = page.context["form"]
    return {form[name].html_initial_name: form[name].initial or "" for name in form.fields}


def test_two_devices_of_one_trainer_lose_nothing():
    here = desk(2)
    round = begun(here)
    address = to("calibration_work", round, 1)
    phone, desktop = signed_in(here.trainer), signed_in(here.trainer)
    seen = shown_on(phone.get(address))
    desktop.post(address, typed(here, 40, 30, words="Di laptop.") | seen)
    page = phone.post(address, typed(here, "", "", words="Di ponsel.") | seen)
    assert "Somebody else has changed this meanwhile" in page.text
    assert "Di laptop." in page.text
    kept = CalibrationMark.objects.get()
    assert (kept.mark, kept.words) == (Decimal(70), "Di laptop.")


def test_the_rubric_changed_meanwhile_is_told():
    here = desk(2)
    round = begun(here)
    client = signed_in(here.trainer)
    first = here.tree.assignments[0].criteria.order_by("sort_order")[0]
    first.title = "Cahaya dan bayangan"
    first.save()
    page = client.get(to("calibration", round))
    assert "The rubric was changed after this round began" in page.text
    page = client.post(to("calibration_work", round, 1), typed(here) | {"rubric_seen": "before"})
    assert "The rubric was changed meanwhile." in page.text


@pytest.mark.parametrize("count", [2, 5])
def test_marking_asks_the_same_for_two_and_five(django_assert_num_queries, count):
    here = desk(count)
    round = begun(here)
    client = signed_in(here.trainer)
    for address, queries in (
        (to("calibration", round), 13),
        (to("calibration_work", round, 1), 16),
    ):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
