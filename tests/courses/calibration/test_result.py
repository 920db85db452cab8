"""What trainers read side by side, what they agree on, and a round closed early."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from courses.calibration import actions
from courses.calibration.queries.result import result_of
from courses.calibration.queries.rounds import works_of
from courses.models import CalibrationRound
from tests.courses.calibration.rounding import begun, desk, finished, mark, said, signed_in, to
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

FIRST, SECOND = [(40, 30), (30, 30), (50, 40)], [(40, 28), (20, 10), (44, 40)]


def compared():
    """Two who have finished: 70 and 68, 60 and 30, 90 and 84."""
    here = desk(3)
    round = begun(here)
    finished(round, here.trainer, *FIRST, words="Terang.")
    finished(round, here.other, *SECOND)
    return here, round


def test_the_greatest_difference_comes_first_in_words_and_criteria_stand_side_by_side():
    here, round = compared()
    page = signed_in(here.trainer).get(to("calibration", round))
    rows = page.context["result"].works
    assert [(one.work.number, one.spread) for one in rows] == [(2, 30), (3, 6), (1, 2)]
    assert [[score["points"] for score in line.scores] for line in rows[0].lines] == [
        [30, 20],
        [30, 10],
    ]
    assert rows[0].widest.title == "Latar"
    text = said(page)
    # Of 100 points 30, 6 and 2 lie between them.
    assert text.index("far apart") < text.index("somewhat apart") < text.index("nearly the same")
    assert "differs most" in text
    assert "Terang." in text


def test_each_reads_by_how_much_the_own_marks_lie_above_those_of_the_others():
    here, round = compared()
    assert "On average you give 12.7 more than the others." in said(
        signed_in(here.trainer).get(to("calibration", round))
    )
    page = said(signed_in(here.other).get(to("calibration", round)))
    assert "On average you give 12.7 less than the others." in page
    name = here.trainer.display_name
    assert f"On average {name} gives 12.7 more than the others." in page


def test_nobody_reads_the_others_before_the_own_part_is_finished():
    here = desk(3)
    round = begun(here)
    finished(round, here.trainer, *FIRST, words="Cahayanya kuat.")
    client = signed_in(here.other)
    page = client.get(to("calibration", round))
    assert "Cahayanya kuat." not in page.text
    assert "result" not in page.context
    assert client.get(to("calibration", round), {"format": "xlsx"})["Content-Type"].startswith(
        "text"
    )
    assert client.post(to("calibration", round), {"agreed": "x"}).status_code == 403
    mark(round, here.other, *SECOND)
    # What is begun is not compared: it may still change.
    own = signed_in(here.trainer).get(to("calibration", round))
    assert "The comparison begins with the second one." in own.text
    assert [part.trainer for part in own.context["result"].parts] == [here.trainer]


def test_who_runs_the_batch_reads_at_once_unless_asked_too():
    here = desk(3)
    round = begun(here)
    finished(round, here.trainer, *FIRST)
    page = signed_in(here.coordinator).get(to("calibration", round))
    assert [part.trainer for part in page.context["result"].parts] == [here.trainer]
    both = UserFactory(coordinator=True, trainer=True)
    here.batch.coordinators.add(both)
    here.tree.course.course_trainers.create(user=both)
    second = begun(here, trainers=[here.trainer, both])
    finished(second, here.trainer, *FIRST)
    assert "result" not in signed_in(both).get(to("calibration", second)).context


def test_who_began_it_and_is_not_asked_reads_it_when_it_is_over():
    here = desk(3)
    third = UserFactory(trainer=True)
    here.tree.course.course_trainers.create(user=third)
    round = begun(here, by=third)
    finished(round, here.trainer, *FIRST)
    assert (
        "You read the result here when the round is over."
        in signed_in(third).get(to("calibration", round)).text
    )
    finished(round, here.other, *SECOND)
    assert "far apart" in signed_in(third).get(to("calibration", round)).text


def test_three_trainers_are_each_held_against_the_mean_of_the_other_two():
    here = desk(2)
    third = UserFactory(trainer=True)
    here.tree.course.course_trainers.create(user=third)
    round = begun(here, trainers=[here.trainer, here.other, third])
    for trainer, points in ((here.trainer, 45), (here.other, 40), (third, 20)):
        finished(round, trainer, (points, 0), (points, 0))
    result = result_of(CalibrationRound.objects.get(), works_of(round))
    found = {one.part.trainer: one.difference for one in result.leanings}
    assert found == {here.trainer: 15, here.other: 7.5, third: -22.5}


def test_the_comparison_goes_out_as_a_spreadsheet():
    here, round = compared()
    answer = signed_in(here.trainer).get(to("calibration", round), {"format": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    names = [part.trainer.display_name for part in round.parts.order_by("trainer__name_key")]
    rows = list(sheet.values)
    assert rows[0] == ("Hand-in", "Criterion", *names, "Difference", "In words")
    assert (rows[1][0], rows[1][1], rows[1][-2], rows[1][-1]) == (2, "Mark", 30, "far apart")
    assert len(rows) == 1 + 3 * 3


def test_what_was_agreed_is_kept_with_the_round_and_two_who_write_lose_nothing():
    here, round = compared()
    one, other = signed_in(here.trainer), signed_in(here.other)
    shown = {"initial-agreed": ""}
    answer = one.post(to("calibration", round), {"agreed": "Label harus terbaca."} | shown)
    assert answer.status_code == 302
    page = other.post(to("calibration", round), {"agreed": "Latar polos."} | shown)
    assert "Somebody else has changed this meanwhile" in page.text
    assert "Label harus terbaca." in page.text
    assert "Latar polos." in page.text
    round.refresh_from_db()
    assert round.agreed == "Label harus terbaca."
    both = {"agreed": "Label terbaca, latar polos.", "initial-agreed": "Label harus terbaca."}
    other.post(to("calibration", round), both)
    assert "Label terbaca, latar polos." in one.get(to("calibration", round)).text
    with pytest.raises(actions.AgreedMeanwhile):
        actions.agree(round=round, by=here.trainer, agreed="Lain lagi.")


def test_a_round_is_closed_early_with_a_reason_and_who_was_asked_reads_why():
    here = desk(3)
    round = begun(here)
    finished(round, here.trainer, *FIRST)
    mark(round, here.other, *SECOND)
    client = signed_in(here.trainer)
    page = client.post(to("calibration_close", round), {"reason": ""})
    assert page.status_code == 200
    for _time in range(2):
        client.post(to("calibration_close", round), {"reason": "Bu Ratna sakit."})
    round.refresh_from_db()
    assert round.close_reason == "Bu Ratna sakit."
    page = signed_in(here.other).get(to("calibration", round))
    assert "Bu Ratna sakit." in page.text
    # What was only begun is not compared, and marked no more.
    assert "there is nothing to compare" in page.text
    assert "nearly the same" not in page.text
    assert [part.trainer for part in page.context["result"].parts] == [here.trainer]
    for late in (
        lambda: mark(round, here.other, *SECOND),
        lambda: actions.finish(round=round, by=here.other),
    ):
        with pytest.raises(actions.RoundOver):
            late()
    assert not CalibrationRound.objects.waiting_for(here.other).exists()


def test_a_finished_round_is_not_closed_and_only_its_beginner_or_who_runs_the_batch_closes():
    here = desk(2)
    round = begun(here)
    assert signed_in(here.other).get(to("calibration_close", round)).status_code == 403
    assert signed_in(here.coordinator).get(to("calibration_close", round)).status_code == 200
    for trainer in (here.trainer, here.other):
        finished(round, trainer, (40, 30), (30, 30))
    page = signed_in(here.trainer).post(to("calibration_close", round), {"reason": "Cukup."})
    assert "This round is over" in page.text
    assert signed_in(here.trainer).get(to("calibration", round)).context["may_close"] is False


def test_the_list_says_how_far_each_round_is_and_where_none_is_what_to_do():
    here = desk(2)
    client = signed_in(here.trainer)
    assert "No round yet" in client.get(to("calibrations")).text
    rounds = [begun(here) for _number in range(3)]
    for trainer in (here.trainer, here.other):
        finished(rounds[0], trainer, (40, 30), (30, 30))
    actions.close(round=rounds[1], by=here.trainer, reason="Salah pilih.")

    def shown(**asked):
        return [row.pk for row in client.get(to("calibrations"), asked).context["list"].page]

    assert len(shown()) == 3
    assert shown(state="finished") == [rounds[0].pk]
    assert shown(state="closed") == [rounds[1].pk]
    assert shown(state="open") == [rounds[2].pk]
    assert len(shown(batch=here.batch.pk, q="tugas")) == 3
    assert shown(q="video") == []
    assert "No calibration round fits" in client.get(to("calibrations"), {"q": "video"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(django_assert_num_queries, count):
    here = desk(2)
    for _number in range(count):
        begun(here)
    client = signed_in(here.trainer)
    client.get(to("calibrations"))
    with django_assert_num_queries(12):
        client.get(to("calibrations"))


@pytest.mark.parametrize("count", [2, 5])
def test_the_comparison_asks_the_same_for_two_and_five(django_assert_num_queries, count):
    here = desk(count)
    round = begun(here)
    for trainer in (here.trainer, here.other):
        finished(round, trainer, *[(40, 30)] * count)
    client = signed_in(here.trainer)
    client.get(to("calibration", round))
    with django_assert_num_queries(13):
        client.get(to("calibration", round))
