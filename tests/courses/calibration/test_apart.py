"""A round stands apart: nothing of it counts, works leave it, and nobody else finds it."""

from decimal import Decimal

import pytest

from academy.notify.models import Notice
from academy.people.models import Access
from courses.assignments.actions.submissions import take_back
from courses.calibration import actions
from courses.models import (
    CalibrationMark,
    CalibrationRound,
    Completion,
    Mark,
    Review,
    SubmissionState,
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
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_nothing_of_it_counts_and_no_participant_is_told():
    here = desk(2)
    round = begun(here)
    for trainer in (here.trainer, here.other):
        finished(round, trainer, (40, 30), (30, 30))
    assert {row.state for row in type(here.submissions[0]).objects.all()} == {"submitted"}
    for model in (Mark, Completion, Review, Notice):
        assert not model.objects.exists()
    client = signed_in(here.trainer)
    assert client.get("/kerja/ulasan/").context["list"].total == 2


def test_who_opened_a_hand_in_for_it_is_recorded_for_its_author():
    here = desk(2)
    signed_in(here.trainer).get(to("calibration_work", begun(here), 1))
    assert Access.objects.filter(about=here.seats[0].user, who=here.trainer).count() == 1


def test_a_hand_in_that_is_taken_back_leaves_the_round_in_words():
    here = desk(3)
    round = begun(here)
    mark(round, here.trainer, (40, 30), (30, 30), (20, 20))
    take_back(submission=here.submissions[1])
    client = signed_in(here.trainer)
    words = "Hand-in 2 was taken back by its author and has left the round."
    assert words in said(client.get(to("calibration", round)))
    assert "This hand-in has left the round" in client.get(to("calibration_work", round, 2)).text
    file = here.submissions[1].files.get()
    assert client.get(to("calibration_file", file)).status_code == 404
    page = client.post(to("calibration_work", round, 2), typed(here))
    assert page.status_code == 200
    assert CalibrationMark.objects.get(work__number=2).mark == Decimal(60)
    actions.finish(round=round, by=here.trainer)


def test_handed_in_anew_it_is_another_work_and_stays_away():
    here = desk(3)
    round = begun(here)
    work = here.submissions[1]
    take_back(submission=work)
    type(work).objects.filter(pk=work.pk).update(
        state=SubmissionState.SUBMITTED, submitted_at=here.submissions[0].submitted_at
    )
    page = signed_in(here.trainer).get(to("calibration", round))
    assert "Hand-in 2 was taken back" in said(page)


def test_an_erased_hand_in_takes_what_was_said_of_it_along():
    here = desk(3)
    round = begun(here)
    finished(round, here.trainer, (40, 30), (30, 30), (20, 20))
    gone = here.submissions[1]
    gone.files.all().delete()
    gone.delete()
    assert not CalibrationMark.objects.filter(work__number=2).exists()
    page = signed_in(here.trainer).get(to("calibration", round))
    assert "A hand-in of this round was erased" in page.text


@pytest.mark.parametrize("role", [{"trainer": True}, {"coordinator": True}, {"partner": True}, {}])
def test_nobody_else_finds_the_round(role):
    here = desk(2)
    round = begun(here)
    client = signed_in(UserFactory(**role))
    file = here.submissions[0].files.get()
    for address in (
        to("calibration", round),
        to("calibration_work", round, 1),
        to("calibration_file", file),
        to("calibration_close", round),
    ):
        assert client.get(address).status_code in {403, 404}
    assert client.post(to("calibration_finish", round)).status_code in {403, 404}


def test_the_author_of_a_hand_in_finds_nothing_of_it():
    here = desk(2)
    round = begun(here)
    client = signed_in(here.seats[0].user)
    assert client.get(to("calibration", round)).status_code == 403
    assert not CalibrationRound.objects.visible_to(here.seats[0].user).exists()


def test_a_trainer_who_teaches_the_course_no_more_is_out():
    here = desk(2)
    round = begun(here)
    here.other.taught_courses.all().delete()
    client = signed_in(here.other)
    assert client.get(to("calibration", round)).status_code == 404
    assert not CalibrationRound.objects.waiting_for(here.other).exists()
