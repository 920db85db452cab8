"""A photo is sent in pieces, goes on where the line broke, and is one file in the hand-in."""

import datetime as dt
from html import unescape

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from academy.web.files.pictures import NotAPicture
from academy.web.files.uploads import MAX_BYTES, FileTooLarge
from courses.acts.actions import ModuleClosed, SeatNotActive
from courses.assignments.actions import pieces
from courses.assignments.actions.files import DuplicateFile, TooManyFiles
from courses.assignments.actions.submissions import AlreadyAccepted, NotADraft
from courses.models import SentPiece, Submission, SubmissionFile
from courses.models.work.piece import PIECE
from tests.courses.assignments.pieces import (
    Sender,
    heavy_photo,
    second_tab,
    sender,
    stored,
)
from tests.courses.seats import photo
from tests.factories.courses import (
    EnrollmentFactory,
    ModuleScheduleFactory,
    SubmissionFactory,
    SubmissionFileFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_photo_in_pieces_becomes_one_file_and_its_pieces_go(storage_place):
    before, tab = stored(), sender().send()
    assert stored() == before + 3
    assert tab.finish().status_code == 200
    [file] = SubmissionFile.objects.all()
    assert (file.filename, file.width) == ("botol sambal.jpg", 400)
    assert (SentPiece.objects.count(), stored()) == (0, before)


def test_a_page_that_was_opened_anew_goes_on_where_the_first_one_was():
    closed = sender().send(2)
    again = second_tab(closed)
    assert again.come == {"received": 2 * PIECE, "added": False}
    again.piece(2 * PIECE)
    again.finish()
    assert SubmissionFile.objects.count() == 1


@pytest.mark.parametrize("offset", [0, PIECE, 2 * PIECE, 3 * PIECE, 17])
def test_of_pieces_that_come_twice_or_too_early_nothing_is_kept(offset):
    tab, before = sender().send(1), stored()
    if offset == PIECE:
        # The next one, and cut off by the line.
        answer = tab.piece(offset, tab.content[offset : offset + 1000])
    else:
        answer = tab.piece(offset)
    assert (answer.status_code, answer.json()["received"]) == (200, PIECE)
    assert (SentPiece.objects.count(), stored()) == (1, before)


def test_a_piece_that_is_too_long_is_not_kept():
    tab = sender()
    assert tab.piece(0, tab.content[: PIECE + 1]).json()["received"] == 0


def test_a_file_is_not_kept_in_crumbs():
    tab = sender()
    assert tab.piece(0, b"x", size=1).json()["received"] == 1
    assert tab.piece(1, b"y", size=2).json()["received"] == 1


def test_a_gap_is_told_and_filled():
    tab = sender().send()
    SentPiece.objects.get(offset=PIECE).delete()
    assert tab.come["received"] == PIECE
    assert tab.finish().status_code == 409
    tab.send().finish()
    assert SubmissionFile.objects.count() == 1


def test_a_piece_that_the_storage_has_lost_is_asked_for_again():
    tab = sender().send()
    storages["private"].delete(SentPiece.objects.get(offset=0).file.name)
    assert tab.finish().status_code == 409
    tab.send().finish()
    assert SubmissionFile.objects.count() == 1


def test_half_a_file_is_none_and_who_names_it_is_told():
    tab = sender().send(2)
    answer = tab.finish()
    assert answer.status_code == 409
    assert str(pieces.NotWhole.message) in unescape(answer.text)
    assert SubmissionFile.objects.count() == 0


def test_a_last_step_whose_answer_was_lost_answers_again_as_it_did():
    tab = sender().send()
    first, again = tab.finish(), tab.finish()
    assert (first.status_code, again.status_code) == (200, 200)
    assert (first.context["refused"], again.context["refused"]) == ([], [])
    assert SubmissionFile.objects.count() == 1


def test_a_file_that_is_in_the_draft_is_not_paid_for_again():
    """The answer was lost, the page closed, and the same photo chosen once more."""
    first = sender().send()
    first.assignment.max_files = 1
    first.assignment.save()
    first.finish()
    again = second_tab(first)
    assert again.come == {"received": 0, "added": True}
    assert again.finish().context["refused"] == [f"botol sambal.jpg: {DuplicateFile.message}"]
    assert SubmissionFile.objects.count() == 1


def test_a_file_that_was_taken_out_of_the_draft_is_sent_anew():
    first = sender().send()
    first.finish()
    SubmissionFile.objects.all().delete()
    again = second_tab(first)
    assert again.come == {"received": 0, "added": False}
    again.send().finish()
    assert SubmissionFile.objects.count() == 1


def test_two_tabs_that_send_the_same_photo_make_one_file():
    one = sender()
    two = second_tab(one)
    for at in range(0, len(one.content), PIECE):
        assert one.piece(at).json() == two.piece(at).json()
    one.finish()
    assert two.finish().context["refused"] == [f"botol sambal.jpg: {DuplicateFile.message}"]
    assert SubmissionFile.objects.count() == 1


def test_somebody_elses_pieces_are_unknown():
    theirs = sender().send()
    classmate = EnrollmentFactory(batch=theirs.enrollment.batch)
    own = Sender(classmate, theirs.assignment, theirs.content)
    assert own.come == {"received": 0, "added": False}
    assert own.finish().status_code == 409
    assert SubmissionFile.objects.count() == 0
    own.send(1)
    assert theirs.come["received"] == len(theirs.content)
    stranger = Sender(theirs.enrollment, theirs.assignment, b"x")
    stranger.client.force_login(UserFactory())
    assert stranger.piece(0).status_code == 404


def refused(answer) -> list[str]:
    assert answer.status_code == 422
    return answer.context["refused"]


def said(message) -> list[str]:
    return [f"botol sambal.jpg: {message}"]


def test_what_is_too_large_is_refused_before_a_byte_is_sent():
    tab = sender()
    assert refused(tab.piece(0, b"", size=MAX_BYTES + 1)) == said(FileTooLarge.message)
    assert tab.piece(0, b"", size=MAX_BYTES).status_code == 200


def test_where_the_module_has_closed_meanwhile_no_more_pieces_are_taken():
    tab = sender().send(1)
    closed = timezone.now() - dt.timedelta(minutes=1)
    module = tab.assignment.get_parent().specific
    ModuleScheduleFactory(batch=tab.enrollment.batch, module=module, closes_at=closed)
    for answer in (refused(tab.piece(PIECE)), tab.finish().context["refused"]):
        assert str(ModuleClosed(closed).message) in answer[0]
    assert SentPiece.objects.count() == 1


def test_who_has_left_sends_no_pieces():
    tab = sender()
    type(tab.enrollment).objects.update(state="withdrawn")
    assert refused(tab.piece(0)) == said(SeatNotActive.message)


@pytest.mark.parametrize(
    ("state", "refusal"), [("submitted", NotADraft), ("accepted", AlreadyAccepted)]
)
def test_where_no_file_could_be_added_no_piece_is_paid_for(state, refusal):
    tab = sender()
    SubmissionFactory(enrollment=tab.enrollment, assignment=tab.assignment, state=state)
    assert refused(tab.piece(0)) == said(refusal.message)


def test_a_draft_that_is_full_says_so_at_once_and_what_came_goes_on_later():
    tab = sender().send(1)
    draft = SubmissionFactory(enrollment=tab.enrollment, assignment=tab.assignment, state="draft")
    most = tab.assignment.max_files
    SubmissionFileFactory.create_batch(most, submission=draft)
    assert refused(tab.piece(PIECE)) == said(TooManyFiles(most).message)
    draft.files.first().delete()
    assert tab.come["received"] == PIECE


def test_a_second_hand_in_after_a_revision_is_sent_in_pieces_too():
    tab = sender()
    SubmissionFactory(enrollment=tab.enrollment, assignment=tab.assignment, state="revision")
    tab.send().finish()
    assert Submission.objects.get(number=2).files.count() == 1


def test_what_is_no_photo_is_refused_by_name_as_it_is_when_sent_at_once():
    tab = sender(b"<html>" + bytes(PIECE)).send()
    assert tab.finish().context["refused"] == said(NotAPicture.message)
    # Sent again by a lost answer, it is told again.
    assert tab.finish().context["refused"] == said(NotAPicture.message)


def test_a_photo_of_a_pair_comes_to_its_place():
    tab = sender(place="slot_2")
    tab.assignment.evidence = "pairs"
    tab.assignment.save()
    tab.send().finish()
    assert list(SubmissionFile.objects.values_list("slot", flat=True)) == [2]


def test_names_and_figures_that_are_none_break_nothing():
    tab = sender().send()
    assert tab.finish(sent="x", size="-1").context["refused"] != []
    assert tab.finish(size="x").status_code == 409
    tab.finish(name="")
    assert SubmissionFile.objects.get().filename.endswith(".jpg")


def test_a_small_photo_is_sent_at_once_beside_one_in_pieces():
    tab = sender().send()
    answer = tab.finish(files=[photo("kecil.jpg")])
    assert answer.context["refused"] == []
    names = set(SubmissionFile.objects.values_list("filename", flat=True))
    assert names == {"kecil.jpg", "botol sambal.jpg"}


def test_the_photos_of_two_people_with_the_same_content_are_two():
    one = sender(heavy_photo()).send()
    other = Sender(
        EnrollmentFactory(batch=one.enrollment.batch), one.assignment, one.content
    ).send()
    one.finish()
    assert other.come["received"] == len(other.content)
    other.finish()
    assert SubmissionFile.objects.count() == 2
