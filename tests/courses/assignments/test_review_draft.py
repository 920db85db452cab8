"""A review in work is a draft: nothing that happens to the page takes a word of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.assignments.actions.drafts import forget_old_drafts
from courses.models import Review, ReviewDraft, SavedComment, Submission
from tests.courses.assignments.desk import Device, work
from tests.courses.world import world
from tests.factories.course_tree import course_tree
from tests.factories.courses import SubmissionFactory
from tests.factories.people import UserFactory
from tests.factories.reviewing import ReviewFactory, SavedCommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return world(2)


def test_keeping_a_comment_leaves_the_rubric_and_the_words(here):
    device = Device(here)
    texts = work(device)
    device.type(comment="Geser meja ke jendela.")
    device.press("keep")
    assert device.typed == texts
    assert SavedComment.objects.get().text == "Geser meja ke jendela."
    device.press(f"drop:{SavedComment.objects.get().public_id}")
    assert (device.typed, SavedComment.objects.count()) == (texts, 0)


def test_next_keeps_what_was_typed_and_leads_on(here):
    device = Device(here)
    texts = work(device)
    device.press("next")
    assert device.page.context["submission"] == here.submissions[1]
    assert device.typed == {}
    queue = device.client.get(reverse("courses:review_queue")).text
    assert queue.count("draft begun") == 1
    device.open()
    assert device.typed == texts


def test_the_keys_of_a_review_are_told_only_where_it_can_be_written(here):
    device, told = Device(here), "A accept, R revision"
    assert told in device.page.text
    ReviewFactory(submission=here.submissions[0], verdict="accepted")
    Submission.objects.filter(pk=here.submissions[0].pk).update(state="accepted")
    device.open()
    assert "This hand-in has been reviewed." in device.page.text
    assert told not in device.page.text


def test_a_closed_browser_takes_nothing_and_the_next_device_goes_on(here):
    device = Device(here)
    texts = work(device)
    device.keeps_by_itself()
    assert Device(here).typed == texts


def test_undo_gives_the_review_back_as_it_was_typed_and_keeps_the_one_in_work(here):
    device = Device(here)
    criteria = here.tree.assignments[0].criteria.all()
    given = {f"points_{item.pk}": str(item.points - 1) for item in criteria}
    given["feedback"] = "Label terbaca."
    device.type(**given)
    device.decide()
    second = work(device)
    device.press(f"undo:{Review.objects.get().public_id}")
    assert device.page.context["submission"] == here.submissions[0]
    assert device.typed == given
    assert Submission.objects.get(pk=here.submissions[0].pk).state == "submitted"
    device.open(1)
    assert device.typed == second


def test_words_of_several_lines_that_were_given_back_are_changed_without_a_clash(here):
    device = Device(here)
    device.type(mark="80", feedback="Cahayanya bagus.\r\nLabel terbaca.")
    device.decide()
    device.press(f"undo:{Review.objects.get().public_id}")
    device.type(feedback="Cahayanya bagus.")
    device.decide()
    assert Review.objects.get(undone_at=None).feedback == "Cahayanya bagus."


def test_undo_gives_a_mark_back_that_was_typed_as_it_is_typed(here):
    found = ReviewFactory(
        submission=here.submissions[0],
        reviewer=here.trainer,
        mark=Decimal("85.50"),
        scores=[],
        verdict="accepted",
    )
    Submission.objects.filter(pk=here.submissions[0].pk).update(state="accepted")
    device = Device(here, 1)
    device.press(f"undo:{found.public_id}")
    assert device.typed["mark"] == "85.5"
    device.client.cookies["django_language"] = "id"
    device.decide()
    assert Review.objects.get(undone_at=None).mark == Decimal("85.50")


def test_a_verdict_that_is_not_right_yet_keeps_the_words_too(here):
    device = Device(here)
    texts = work(device)
    device.type(mark="seratus")
    device.decide()
    assert Review.objects.count() == 0
    assert Device(here).typed == texts | {"mark": "seratus"}


def test_a_given_review_leaves_no_draft_also_when_the_last_words_arrive_late(here):
    device = Device(here)
    device.type(mark="80")
    device.keeps_by_itself()
    late = dict(device.form)
    device.decide()
    device.open()
    device.form = late
    device.keeps_by_itself()
    assert ReviewDraft.objects.count() == 0


def test_a_page_does_not_clash_with_its_own_earlier_words(here):
    """The answer to the first is not read yet when the next is sent."""
    device = Device(here)
    for words in ("Baik", "Baik sekali", ""):
        device.type(feedback=words)
        assert device.keeps_by_itself().status_code == 200
    assert Device(here).typed == {}


def test_words_that_were_overtaken_on_the_way_do_not_come_back(here):
    device = Device(here)
    device.type(feedback="Baik")
    slow = dict(device.form)
    device.type(feedback="Baik sekali")
    device.keeps_by_itself()
    device.form = slow
    device.keeps_by_itself()
    assert Device(here).typed == {"feedback": "Baik sekali"}


def test_two_devices_that_type_in_different_places_lose_nothing(here):
    first, second = Device(here), Device(here)
    texts = work(first)
    first.keeps_by_itself()
    second.type(mark="80")
    assert second.keeps_by_itself().status_code == 200
    assert Device(here).typed == texts | {"mark": "80"}


def test_two_devices_in_one_field_are_told_and_the_later_decides(here):
    first, second = Device(here), Device(here)
    first.type(feedback="Dari telepon.")
    first.keeps_by_itself()
    second.type(feedback="Dari laptop.")
    assert second.keeps_by_itself().status_code == 409
    second.press()
    assert "It is now: Dari telepon." in second.page.text
    assert second.typed == {"feedback": "Dari laptop."}
    second.press()
    assert Device(here).typed == {"feedback": "Dari laptop."}


def test_no_verdict_rests_on_words_that_its_page_does_not_show(here):
    older, phone = Device(here), Device(here)
    phone.type(feedback="Dari telepon.")
    phone.keeps_by_itself()
    older.type(mark="80")
    older.decide()
    assert Review.objects.count() == 0
    assert "stands here now" in older.page.text
    assert older.typed == {"mark": "80", "feedback": "Dari telepon."}
    older.decide()
    assert Review.objects.get().feedback == "Dari telepon."


def test_words_to_a_hand_in_that_another_has_reviewed_can_still_be_read(here):
    device = Device(here)
    texts = work(device)
    device.press()
    Submission.objects.filter(pk=here.submissions[0].pk).update(state="accepted")
    ReviewFactory(submission=here.submissions[0], verdict="accepted")
    device.open()
    assert "Label belum terbaca." in device.page.text
    assert texts["feedback"] == ReviewDraft.objects.get().typed["feedback"]


def test_enter_in_the_rubric_presses_no_verdict(here):
    """A browser presses the first button of the form."""
    device = Device(here)
    first = device.page.text.partition('form="review"')[2].partition("</button>")[0]
    assert 'value="draft"' in first
    assert "verdict" not in first
    assert "undo" not in first


def test_nobody_else_keeps_a_draft_or_reads_it(here):
    device = Device(here)
    work(device)
    device.press()
    device.client.force_login(here.coordinator)
    page = device.client.get(device.path)
    assert "Label belum terbaca." not in page.text
    assert device.client.post(device.path, device.form).status_code == 403


def test_a_comment_is_kept_once_and_removed_by_its_owner_alone(here):
    other = SavedCommentFactory(text="Milik orang lain.")
    device = Device(here)
    for _time in range(2):
        device.type(comment="Geser meja ke jendela.")
        device.press("keep")
    assert SavedComment.objects.filter(owner=here.trainer).count() == 1
    device.press(f"drop:{other.public_id}")
    assert device.page.status_code == 404
    assert SavedComment.objects.count() == 2


def test_next_stays_in_the_filter_from_which_the_desk_was_opened():
    here = world(3)
    first, _other, third = here.submissions
    name = "Wahyu"
    for one in (first, third):
        one.enrollment.user.full_name = f"{name} {one.pk}"
        one.enrollment.user.save()
    device = Device(here)
    queue = device.client.get(reverse("courses:review_queue"), {"q": name})
    assert f"{device.path}?q={name}" in queue.text
    sent = device.form | {"then": "next"}
    answer = device.client.post(f"{device.path}?q={name}", sent)
    third_path = reverse("courses:review_desk", args=[third.public_id])
    assert answer.url == f"{third_path}?q={name}"
    page = device.client.get(answer.url)
    assert page.context["waiting_count"] == 2


def test_drafts_of_what_waits_for_no_review_and_old_ones_are_swept():
    trainer, assignment = UserFactory(), course_tree().assignments[0]
    drafts = {}
    for name, state, age in (
        ("in work", "submitted", 10),
        ("forgotten", "submitted", 100),
        ("taken back by its author", "draft", 10),
        ("given by another", "accepted", 10),
        ("just given", "accepted", 0),
    ):
        drafts[name] = ReviewDraft.objects.create(
            submission=SubmissionFactory(assignment=assignment, state=state),
            reviewer=trainer,
            saved_at=timezone.now() - timedelta(days=age),
        ).pk
    forget_old_drafts()
    left = set(ReviewDraft.objects.values_list("pk", flat=True))
    kept = ("in work", "taken back by its author", "just given")
    assert left == {drafts[name] for name in kept}
