"""What somebody has set right outlives what reviewers do."""

import json
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.notify.models import Notice
from academy.people.holdings.copies import as_json
from courses.assignments.actions.reviews import (
    CorrectedSince,
    correct_feedback,
    review,
    undo_review,
)
from courses.gradebook.actions import sheets
from courses.marks.actions import correct
from courses.models import Completion, Mark, MarkCorrection, Review, Submission
from tests.courses.assignments.desk import Device
from tests.courses.world import world
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def accept(here, mark):
    submission = Submission.objects.get()
    return review(
        submission=submission,
        by=here.trainer,
        handed_in_at=submission.submitted_at,
        verdict="accepted",
        mark=Decimal(mark),
        scores=[],
        feedback="Label terbaca.",
        client_id=uuid.uuid4(),
    )


def correct_to(here, mark, *, shown):
    return correct(
        enrollment=here.seats[0],
        activity=here.tree.assignments[0],
        by=here.coordinator,
        mark=Decimal(mark),
        reason="Nilai tertukar.",
        shown=Decimal(shown),
    )


def sheet_has_brought(here, mark):
    """A mark from before the system: set by somebody, no work was handed in for it."""
    own = {"enrollment": here.seats[0], "activity": here.tree.assignments[0]}
    now = timezone.now()
    Mark.objects.create(value=mark, given_by=here.coordinator, given_at=now, **own)
    MarkCorrection.objects.create(
        after=mark, reason="Dari daftar.", corrected_by=here.coordinator, corrected_at=now, **own
    )


def test_a_review_whose_mark_was_corrected_is_not_undone():
    here = world()
    found = accept(here, 70)
    correct_to(here, 90, shown=70)
    with pytest.raises(CorrectedSince):
        undo_review(found=found, by=here.trainer)
    assert Mark.objects.get().value == 90
    assert Completion.objects.count() == 1
    assert Submission.objects.get().state == "accepted"
    assert Review.objects.get().undone_at is None


def test_who_wants_to_undo_it_reads_what_to_do(client):
    here = world()
    device = Device(here)
    device.type(mark="70")
    device.decide()
    correct_to(here, 90, shown=70)
    address = reverse("courses:review_undo", args=[Review.objects.get().public_id])
    page = device.client.post(address, follow=True)
    assert "The mark of this work was corrected after the review" in page.text
    assert Mark.objects.get().value == 90


@pytest.mark.parametrize(("verdict", "counts"), [(60, 80), (95, 95)])
def test_a_verdict_takes_nothing_of_what_was_set_before_and_its_undo_gives_it_back(verdict, counts):
    here = world()
    sheet_has_brought(here, 80)
    found = accept(here, verdict)
    assert (Mark.objects.get().value, found.mark) == (counts, verdict)
    undo_review(found=found, by=here.trainer)
    assert (Mark.objects.get().value, Mark.objects.get().given_by) == (80, here.coordinator)
    assert Completion.objects.count() == 0


def test_a_mark_that_a_sheet_brought_and_took_back_hinders_nothing():
    here = world()
    sheet_has_brought(here, 80)
    Mark.objects.all().delete()
    MarkCorrection.objects.create(
        enrollment=here.seats[0], activity=here.tree.assignments[0], before=80, after=None,
        reason="Daftar ditarik.", corrected_by=here.coordinator, corrected_at=timezone.now(),
    )  # fmt: skip
    found = accept(here, 60)
    assert Mark.objects.get().value == 60
    undo_review(found=found, by=here.trainer)
    assert not Mark.objects.exists()


def test_a_sheet_that_was_taken_back_is_no_correction_of_a_review():
    here = world()
    found = accept(here, 70)
    made = sheets.take_sheet(
        batch=here.batch, by=here.coordinator, reason="Salah baris.",
        marks=[
            sheets.NewMark(
                here.seats[0].pk, here.tree.assignments[0].pk, Decimal(70), Decimal(90)
            )
        ],
    )  # fmt: skip
    sheets.undo_sheet(sheet=made, by=here.coordinator, may_take_back=True)
    undo_review(found=found, by=here.trainer)
    assert not Mark.objects.exists()
    accept(here, 60)
    assert Mark.objects.get().value == 60


def test_of_a_review_that_was_corrected_and_undone_no_news_stay():
    here = world()
    made = accept(here, 80)
    new = correct_feedback(
        found=made, by=here.trainer, feedback="Label terbaca, bagus.", shown=made.feedback
    )
    # Two versions of one verdict are one piece of news.
    assert Notice.objects.filter(user=here.seats[0].user).count() == 1
    undo_review(found=new, by=here.trainer)
    assert not Notice.objects.filter(user=here.seats[0].user).exists()


def undo_on_an_old_page(device, made):
    address = reverse("courses:review_undo", args=[made.public_id])
    return device.client.post(address, follow=True)


def test_undo_on_an_old_page_takes_back_the_verdict_whose_words_were_put_right_since():
    here = world()
    made = accept(here, 80)
    correct_feedback(found=made, by=here.trainer, feedback="Bagus.", shown=made.feedback)
    page = undo_on_an_old_page(Device(here), made)
    assert "waits again" in page.text
    assert "Bagus." in page.text
    assert Submission.objects.get().state == "submitted"
    assert not Review.objects.filter(undone_at=None).exists()


def test_undo_on_an_old_page_leaves_what_another_trainer_has_worded():
    here = world()
    made = accept(here, 80)
    second = UserFactory(trainer=True)
    correct_feedback(found=made, by=second, feedback="Bagus.", shown=made.feedback)
    page = undo_on_an_old_page(Device(here), made)
    assert "waits again" not in page.text
    assert "Another trainer has put the words of this review right" in page.text
    assert Submission.objects.get().state == "accepted"


def test_undo_on_an_old_page_leaves_the_review_that_was_given_after_it():
    here = world()
    first = accept(here, 80)
    undo_review(found=first, by=here.trainer)
    again = accept(here, 90)
    page = undo_on_an_old_page(Device(here), first)
    assert "has been reviewed anew since" in page.text
    assert Review.objects.get(undone_at=None) == again


def test_undone_twice_it_is_undone_once():
    here = world()
    made = accept(here, 80)
    device = Device(here)
    pages = [undo_on_an_old_page(device, made) for _time in range(2)]
    assert ["waits again" in page.text for page in pages] == [True, True]


def test_a_review_that_was_undone_is_in_no_copy_of_ones_data():
    here = world()
    made = accept(here, 80)
    assert len(json.loads(as_json(here.seats[0].user))["reviews"]) == 1
    undo_review(found=made, by=here.trainer)
    assert json.loads(as_json(here.seats[0].user))["reviews"] == []
