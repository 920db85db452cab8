"""Handing in on its page, and who may see the files."""

import uuid
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from PIL import Image

from academy.web.files.pictures import HalfAPicture, NotAPicture, TooManyPixels
from academy.web.files.uploads import FileTooLarge
from courses.assignments.actions import files, submissions
from courses.assignments.actions.reviews import review
from courses.models import Submission, SubmissionFile
from tests.courses.seats import photo, seat
from tests.factories.courses import EnrollmentFactory, SubmissionFactory
from tests.factories.people import UserFactory
from tests.factories.reviewing import ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    """The signed-in participant's seat and assignment."""
    enrollment, tree = seat(modules=1, lessons=1, quiz=False)
    client.force_login(enrollment.user)
    return enrollment, tree.assignments[0]


def address_of(name, place, *more):
    enrollment, assignment = place
    ids = [enrollment.batch.public_id, assignment.activity_id, *more]
    return reverse(f"courses:{name}", args=ids)


def upload(client, place, *files, **headers):
    sent = {"client_id": str(uuid.uuid4()), "files": list(files)}
    return client.post(address_of("assignment_add", place), sent, headers=headers)


def half(name: str) -> SimpleUploadedFile:
    """A photo of which the end did not arrive."""
    whole = photo(name, "#7A3B10", size=(600, 400)).read()
    return SimpleUploadedFile(name, whole[: len(whole) // 2], "image/jpeg")


def odd(name: str) -> SimpleUploadedFile:
    """A photo over whose metadata decoders stumble: a resolution by nothing, and no picture."""
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x1a\x01\x0a\0\x01\0\0\0\x1a\0\0\0" + b"\xff" * 12
    content = b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif
    return SimpleUploadedFile(name, content, "image/jpeg")


def page_of_words(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"<html></html>", "image/jpeg")


@pytest.mark.parametrize(
    ("make", "refused"),
    [(page_of_words, NotAPicture), (half, HalfAPicture), (odd, NotAPicture)],
)
def test_of_three_photos_the_broken_second_is_named_and_the_others_are_kept(
    client, place, make, refused
):
    answer = upload(client, place, photo("a.jpg"), make("dua.jpg"), photo("b.jpg", "#E2A32B"))
    assert answer.url == address_of("assignment", place)
    page = client.get(answer.url).text
    assert f"dua.jpg: {refused.message}" in unescape(page)
    assert [file.filename for file in SubmissionFile.objects.all()] == ["a.jpg", "b.jpg"]


def test_a_script_gets_the_draft_alone(client, place):
    answer = upload(client, place, photo(), **{"X-Part": "draft"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert str(SubmissionFile.objects.get().public_id) in answer.text


def test_uploading_nothing_says_so(client, place):
    upload(client, place)
    assert Submission.objects.count() == 0
    page = client.get(address_of("assignment", place)).text
    assert "alert--bad" in page


def bomb():
    """A picture of 400 megapixels in a few kilobytes."""
    buffer = BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    return SimpleUploadedFile("raksasa.png", buffer.getvalue(), "image/png")


def heavy():
    return SimpleUploadedFile("berat.jpg", b"\xff\xd8" + bytes(21 * 1024 * 1024), "image/jpeg")


@pytest.mark.parametrize(
    ("make", "name", "refused"),
    [(bomb, "raksasa.png", TooManyPixels), (heavy, "berat.jpg", FileTooLarge)],
)
def test_a_file_that_is_too_large_is_refused_and_the_others_are_kept(
    client, place, make, name, refused
):
    part = upload(client, place, make(), photo(), **{"X-Part": "draft"})
    assert [file.filename for file in SubmissionFile.objects.all()] == ["foto.jpg"]
    assert part.context["refused"] == [f"{name}: {refused.message}"]


def test_the_whole_way_without_a_script(client, place):
    upload(client, place, photo("a.jpg"), photo("b.jpg", "#E2A32B"))
    draft = Submission.objects.get()
    first, second = draft.files.all()
    arrange = address_of("submission_arrange", place, draft.public_id)
    client.post(arrange, {"mundur": str(first.public_id)})
    assert list(draft.files.all()) == [second, first]
    client.post(arrange, {"hapus": str(first.public_id)})
    client.post(arrange, {"hapus": "x"})
    assert list(draft.files.all()) == [second]
    hand_in = address_of("submission_hand_in", place, draft.public_id)
    unticked = client.post(hand_in, {"note": "Cahaya pagi"})
    assert unticked.status_code == 422
    assert "Cahaya pagi" in unticked.text
    client.post(
        hand_in,
        {"note": "Cahaya pagi", "checked": "on", "own_work": "on", "client_id": str(uuid.uuid4())},
    )
    draft.refresh_from_db()
    assert (draft.state, draft.note) == ("submitted", "Cahaya pagi")
    client.post(address_of("submission_take_back", place, draft.public_id))
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_only_the_author_changes_a_draft(client, place):
    upload(client, place, photo())
    draft = Submission.objects.get()
    other = EnrollmentFactory(batch=place[0].batch)
    client.force_login(other.user)
    for name in ("submission_arrange", "submission_hand_in", "submission_take_back"):
        address = address_of(name, place, draft.public_id)
        assert client.post(address, {"checked": "on", "own_work": "on"}).status_code == 404, name


def file_status(client, user):
    client.force_login(user)
    file = SubmissionFile.objects.get()
    return [
        client.get(reverse(f"courses:{name}", args=[file.public_id])).status_code
        for name in ("submission_file", "submission_thumbnail")
    ]


def test_a_file_is_seen_by_its_author_and_after_handing_in_by_reviewers(client, place):
    enrollment, _assignment = place
    upload(client, place, photo())
    course = Submission.objects.get().course
    trainer, other_trainer = UserFactory.create_batch(2, trainer=True)
    course.course_trainers.create(user=trainer)
    coordinator = UserFactory(coordinator=True)
    enrollment.batch.coordinators.add(coordinator)
    classmate = EnrollmentFactory(batch=enrollment.batch).user
    people = [enrollment.user, trainer, coordinator, other_trainer, classmate]
    seen = [file_status(client, person)[0] for person in people]
    assert seen == [200, 404, 404, 404, 404]
    Submission.objects.update(state="submitted", submitted_at="2026-02-03T00:00Z")
    seen = [file_status(client, person) for person in people]
    assert seen == [[200, 200], [200, 200], [200, 200], [404, 404], [404, 404]]


def test_a_photo_is_shown_in_the_page_and_a_paper_is_offered_to_save(client, place):
    _enrollment, assignment = place
    assignment.evidence = "files"
    assignment.save()
    upload(client, place, SimpleUploadedFile("rencana.pdf", b"%PDF-1.7 x", "application/pdf"))
    file = SubmissionFile.objects.get()
    answer = client.get(reverse("courses:submission_file", args=[file.public_id]))
    assert answer["Content-Disposition"] == 'attachment; filename="rencana.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    small = reverse("courses:submission_thumbnail", args=[file.public_id])
    assert client.get(small).status_code == 404


def handed_in_and_returned(client, place):
    """Hand in two photos with a note; the trainer wants it anew. Return the hand-in."""
    upload(client, place, photo("a.jpg"), photo("b.jpg", "#E2A32B"))
    first = Submission.objects.get(enrollment=place[0])
    sent = {
        "client_id": str(uuid.uuid4()),
        "note": "Cahaya pagi",
        "checked": "on",
        "own_work": "on",
    }
    client.post(address_of("submission_hand_in", place, first.public_id), sent)
    handed_in = Submission.objects.get(pk=first.pk)
    review(
        submission=handed_in,
        by=UserFactory(trainer=True),
        handed_in_at=handed_in.submitted_at,
        verdict="revision",
        mark=None,
        scores=[],
        feedback="Foto kedua terlalu gelap.",
        client_id=uuid.uuid4(),
    )
    return first


def test_a_new_hand_in_begins_with_the_photos_that_are_kept_and_the_words(client, place):
    first = handed_in_and_returned(client, place)
    good, dark = first.files.all()
    page = client.get(address_of("assignment", place)).text
    assert page.count('name="keep"') == 2
    sent = {
        "client_id": str(uuid.uuid4()),
        "keep": [str(good.public_id)],
        "files": [photo("c.jpg", "#1B3A57")],
    }
    client.post(address_of("assignment_add", place), sent)
    draft = Submission.objects.get(number=2)
    assert [file.filename for file in draft.files.all()] == ["a.jpg", "c.jpg"]
    page = client.get(address_of("assignment", place)).text
    assert "Cahaya pagi</textarea>" in page
    assert 'name="keep"' not in page
    assert list(first.files.all()) == [good, dark]


def test_a_kept_photo_that_is_removed_after_all_stays_in_the_hand_in_before(client, place):
    first = handed_in_and_returned(client, place)
    kept = [str(file.public_id) for file in first.files.all()]
    client.post(address_of("assignment_add", place), {"client_id": str(uuid.uuid4()), "keep": kept})
    draft = Submission.objects.get(number=2)
    gone = str(draft.files.first().public_id)
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(address_of("submission_arrange", place, draft.public_id), {"hapus": gone})
    assert draft.files.count() == 1
    for file in first.files.all():
        shown = reverse("courses:submission_file", args=[file.public_id])
        assert client.get(shown).status_code == 200


def test_nobody_keeps_files_of_somebody_else(client, place):
    other, tree = seat(modules=1, lessons=1, quiz=False)
    theirs = submissions.start_submission(
        enrollment=other, assignment=tree.assignments[0], client_id=uuid.uuid4()
    )
    file = files.add_file(submission=theirs, file=photo("x.jpg"), client_id=uuid.uuid4())
    handed_in_and_returned(client, place)
    sent = {"client_id": str(uuid.uuid4()), "keep": [str(file.public_id)]}
    client.post(address_of("assignment_add", place), sent)
    assert not Submission.objects.get(number=2).files.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_the_same_for_one_review_and_three(
    client, place, django_assert_num_queries, count
):
    enrollment, assignment = place
    for number in range(1, count + 1):
        handed_in = SubmissionFactory(
            enrollment=enrollment, assignment=assignment, number=number, state="revision"
        )
        ReviewFactory(submission=handed_in, reviewer=UserFactory(full_name=f"Ustadz {number}"))
    client.get(address_of("assignment", place))
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(address_of("assignment", place)).content.decode()
    assert page.count("Ustadz") == count


PAGE_QUERIES = 8
