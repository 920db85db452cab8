"""Photos in pairs, before and after: each has its place, and no pair stays half."""

import uuid

import pytest
from django.urls import reverse

from cms.models import AssignmentPage
from courses.assignments.actions import files, submissions
from courses.models import Submission, SubmissionFile
from tests.courses.assignments.test_hand_in import begin, judge
from tests.courses.seats import photo, seat

pytestmark = pytest.mark.django_db


def paired(pairs=2):
    """Return a seat whose assignment wants `pairs` pairs at most, and its draft."""
    enrollment, tree = seat()
    page = tree.assignments[0]
    page.evidence, page.max_files = "pairs", pairs
    page.save()
    return enrollment, tree, begin(enrollment, tree)


def put(draft, slot, colour):
    return files.add_file(
        submission=draft, file=photo(colour=colour), slot=slot, client_id=uuid.uuid4()
    )


def hand_in(draft):
    fresh = Submission.objects.get(pk=draft.pk)
    return submissions.hand_in(submission=fresh, note="", is_own=True, client_id=uuid.uuid4())


def test_before_and_after_stand_in_their_places_whatever_came_first():
    _enrollment, _tree, draft = paired()
    after = put(draft, 2, "#222222")
    before = put(draft, 1, "#111111")
    assert list(draft.files.all()) == [before, after]
    assert [str(file.side) for file in draft.files.all()] == ["Sebelum", "Sesudah"]


def test_another_photo_takes_the_place_of_the_first():
    _enrollment, _tree, draft = paired()
    put(draft, 1, "#111111")
    again = put(draft, 1, "#333333")
    assert list(draft.files.all()) == [again]


@pytest.mark.parametrize("slot", [0, 5, 99])
def test_a_place_that_is_none_is_refused(slot):
    _enrollment, _tree, draft = paired()
    with pytest.raises(files.NoSuchPlace):
        put(draft, slot, "#111111")
    assert SubmissionFile.objects.count() == 0


def test_half_a_pair_is_not_handed_in():
    _enrollment, _tree, draft = paired()
    for slot, colour in ((1, "#111111"), (2, "#222222"), (4, "#444444")):
        put(draft, slot, colour)
    with pytest.raises(submissions.HalfAPair, match="2"):
        hand_in(draft)
    put(draft, 3, "#333333")
    assert hand_in(draft).state == "submitted"


def test_a_revision_goes_on_with_the_pairs_in_their_places():
    enrollment, tree, draft = paired()
    put(draft, 1, "#111111")
    kept = put(draft, 2, "#222222")
    judge(hand_in(draft), "revision")
    again = begin(enrollment, tree, keep=[kept.public_id])
    assert list(again.files.values_list("slot", "position")) == [(2, 2)]


def test_pairs_are_sent_and_shown_without_script(client):
    enrollment, tree, _draft = paired()
    client.force_login(enrollment.user)
    page = tree.assignments[0]
    words = [enrollment.batch.public_id, page.activity_id]
    address = reverse("courses:assignment", args=words)
    assert 'name="slot_1"' in client.get(address).text
    sent = {
        "client_id": str(uuid.uuid4()),
        "slot_1": photo(colour="#111111"),
        "slot_2": photo(colour="#222222"),
    }
    shown = client.post(reverse("courses:assignment_add", args=words), sent, follow=True).text
    assert list(SubmissionFile.objects.values_list("slot", flat=True)) == [1, 2]
    assert "Sebelum" in shown
    assert 'name="slot_3"' in shown


def test_a_photo_from_before_pairs_were_wanted_is_shown_and_can_be_removed(client):
    enrollment, tree = seat()
    draft = begin(enrollment, tree)
    old = files.add_file(submission=draft, file=photo(colour="#101010"), client_id=uuid.uuid4())
    AssignmentPage.objects.update(evidence="pairs", max_files=2)
    draft = Submission.objects.get(pk=draft.pk)
    put(draft, 1, "#111111")
    put(draft, 2, "#222222")
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, tree.assignments[0].activity_id]
    page = client.get(reverse("courses:assignment", args=ids))
    assert f'value="{old.public_id}"' in page.text
    assert "Di luar pasangan" in page.text
    client.post(
        reverse("courses:submission_arrange", args=[*ids, draft.public_id]),
        {"hapus": str(old.public_id)},
    )
    assert hand_in(draft).files.count() == 2


def test_half_a_pair_is_handed_in_where_no_pairs_are_wanted_any_more():
    _enrollment, _tree, draft = paired()
    put(draft, 1, "#111111")
    AssignmentPage.objects.update(evidence="photos")
    assert hand_in(draft).state == "submitted"
