"""Drafts, files, hand-ins and revisions."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from academy.core.acts import SentDifferently
from academy.web.files import pictures, uploads
from academy.web.files.storages import private_storage
from courses.acts.actions import ModuleClosed
from courses.assignments.actions import files, submissions
from courses.assignments.actions.reviews import review
from courses.models import Submission, SubmissionFile
from tests.courses.seats import photo, seat
from tests.factories.courses import ModuleScheduleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def begin(enrollment, tree, **more):
    return submissions.start_submission(
        enrollment=enrollment,
        assignment=tree.assignments[0],
        client_id=more.pop("client_id", uuid.uuid4()),
        **more,
    )


def add(draft, file=None, client_id=None):
    return files.add_file(
        submission=draft, file=file or photo(), client_id=client_id or uuid.uuid4()
    )


def hand_in(draft, client_id=None, note=""):
    return submissions.hand_in(
        submission=draft, note=note, is_own=True, client_id=client_id or uuid.uuid4()
    )


def judge(submission, verdict, mark=None):
    return review(
        submission=submission,
        by=UserFactory(trainer=True),
        handed_in_at=Submission.objects.get(pk=submission.pk).submitted_at,
        verdict=verdict,
        mark=mark,
        scores=[],
        feedback="Dekatkan ke jendela.",
        client_id=uuid.uuid4(),
    )


def test_a_draft_is_begun_once_and_kept():
    enrollment, tree = seat()
    client_id = uuid.uuid4()
    draft = begin(enrollment, tree, client_id=client_id)
    assert begin(enrollment, tree, client_id=client_id) == begin(enrollment, tree) == draft
    assert (draft.number, draft.state, draft.course) == (1, "draft", tree.course)


def test_a_photo_is_kept_with_its_small_picture_and_once():
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    client_id = uuid.uuid4()
    kept = add(draft, client_id=client_id)
    assert add(draft, client_id=client_id) == kept
    assert (kept.content_type, kept.width, kept.height) == ("image/jpeg", 40, 30)
    assert private_storage().exists(kept.file.name)
    assert private_storage().exists(kept.thumbnail.name)
    assert SubmissionFile.objects.count() == 1


def test_the_same_photo_again_is_refused():
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    add(draft)
    with pytest.raises(files.DuplicateFile):
        add(draft, photo("salinan.jpg"))


def test_no_more_files_than_the_assignment_takes():
    enrollment, tree = seat()
    tree.assignments[0].max_files = 1
    tree.assignments[0].save()
    draft = begin(enrollment, tree)
    add(draft)
    with pytest.raises(files.TooManyFiles, match=r"\b1\b"):
        add(draft, photo(colour="#E2A32B"))


@pytest.mark.parametrize(
    ("content", "name", "refused"),
    [
        (b"", "kosong.jpg", uploads.EmptyFile),
        (b"<html><script>alert(1)</script></html>", "foto.jpg", pictures.NotAPicture),
        (b"%PDF-1.7 ...", "foto.jpg", pictures.NotAPicture),
        (b"GIF89a", "foto.gif", pictures.NotAPicture),
    ],
)
def test_what_is_no_photo_is_refused_and_the_draft_stays(content, name, refused):
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    add(draft)
    with pytest.raises(refused):
        add(draft, SimpleUploadedFile(name, content, "image/jpeg"))
    assert draft.files.count() == 1


def test_files_are_put_in_order_and_removed():
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    first, second, third = (add(draft, photo(colour=c)) for c in ("#111111", "#555555", "#999999"))
    files.move_file(submission=draft, file_id=third.public_id, step=-1)
    assert list(draft.files.all()) == [first, third, second]
    files.move_file(submission=draft, file_id=first.public_id, step=-1)
    files.reorder(submission=draft, file_ids=[second.public_id, first.public_id])
    assert list(draft.files.all()) == [second, first, third]


@pytest.mark.django_db(transaction=True)
def test_a_removed_file_is_deleted_and_removing_it_again_is_no_error():
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    kept = add(draft)
    files.remove_file(submission=draft, file_id=kept.public_id)
    files.remove_file(submission=draft, file_id=kept.public_id)
    assert draft.files.count() == 0
    assert not private_storage().exists(kept.file.name)
    assert not private_storage().exists(kept.thumbnail.name)


def test_handing_in_twice_is_once_and_needs_a_file():
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    with pytest.raises(submissions.NothingToHandIn):
        hand_in(draft)
    add(draft)
    client_id = uuid.uuid4()
    first = hand_in(draft, client_id, note=" Cahaya pagi. ")
    again = hand_in(draft, client_id, note="Cahaya pagi.")
    with pytest.raises(SentDifferently):
        hand_in(draft, client_id, note="Cahaya sore.")
    assert (first.state, first.note) == ("submitted", "Cahaya pagi.")
    assert again.submitted_at == first.submitted_at
    with pytest.raises(submissions.NotADraft):
        add(draft, photo(colour="#E2A32B"))


def test_work_can_be_taken_back_until_it_is_reviewed():
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    add(draft)
    client_id = uuid.uuid4()
    hand_in(draft, client_id)
    assert submissions.take_back(submission=draft).state == "draft"
    assert submissions.take_back(submission=draft).state == "draft"
    # The old page, sent once more, does not hand in what was taken back.
    assert hand_in(draft, client_id).state == "draft"
    judge(hand_in(draft), "revision")
    with pytest.raises(submissions.ReviewedMeanwhile):
        submissions.take_back(submission=draft)


def test_after_a_revision_the_next_number_begins_and_the_first_stays():
    enrollment, tree = seat()
    first = begin(enrollment, tree)
    add(first)
    hand_in(first)
    with pytest.raises(submissions.NotADraft):
        begin(enrollment, tree)
    judge(first, "revision")
    second = begin(enrollment, tree)
    assert second.number == 2
    add(second)
    hand_in(second)
    judge(second, "accepted", mark=85)
    with pytest.raises(submissions.AlreadyAccepted):
        begin(enrollment, tree)
    states = Submission.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "revision"), (2, "accepted")]
    enrollment.refresh_from_db()
    assert enrollment.done_count == 1


def test_a_closed_module_takes_no_hand_in_and_gives_none_back():
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    add(draft)
    handed_in_at = timezone.now() - dt.timedelta(hours=2)
    ModuleScheduleFactory(
        batch=enrollment.batch,
        module=tree.modules[-1],
        closes_at=timezone.now() - dt.timedelta(hours=1),
    )
    with pytest.raises(ModuleClosed):
        hand_in(draft)
    late = submissions.hand_in(
        submission=draft,
        note="",
        is_own=True,
        client_id=uuid.uuid4(),
        happened_at=handed_in_at,
    )
    assert (late.state, late.happened_at) == ("submitted", handed_in_at)
    with pytest.raises(ModuleClosed):
        submissions.take_back(submission=draft)


def test_whose_work_it_is_must_be_said_each_time_and_is_kept_as_it_was_worded():
    enrollment, tree = seat()
    page = tree.assignments[0]
    page.statement = "Foto ini saya ambil sendiri."
    page.save()
    draft = begin(enrollment, tree)
    add(draft)
    with pytest.raises(submissions.NotStated):
        submissions.hand_in(submission=draft, note="", is_own=False, client_id=uuid.uuid4())
    first = hand_in(Submission.objects.get(pk=draft.pk))
    page.statement = "Lain."
    page.save()
    first.refresh_from_db()
    assert first.statement == "Foto ini saya ambil sendiri."
    assert submissions.take_back(submission=first).statement == ""
    assert hand_in(Submission.objects.get(pk=draft.pk)).statement == "Lain."
