"""A hand-in that its author takes back while a trainer reviews it: no word of the review goes."""

import uuid

import pytest
from django.test import Client

from academy.people.models import Role
from courses.assignments.actions import submissions
from courses.assignments.actions.claims import claim
from courses.models import Review, ReviewClaim, ReviewDraft, Submission, VoiceNote
from tests.courses.assignments.desk import Device, work
from tests.courses.assignments.voice.recorder import Recorder
from tests.courses.world import world
from tests.factories.courses import SubmissionFileFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

WHY = "The participant has taken this work back to change it"
WORDS = "Cahayanya bagus."


@pytest.fixture
def here():
    made = world(2)
    Submission.objects.update(note="Difoto di teras.")
    return made


def take_back(here):
    submissions.take_back(submission=Submission.objects.get(pk=here.submissions[0].pk))


def hand_in_anew(here):
    submission = Submission.objects.get(pk=here.submissions[0].pk)
    SubmissionFileFactory(submission=submission)
    submissions.hand_in(submission=submission, note="", is_own=True, client_id=uuid.uuid4())


@pytest.mark.parametrize("is_begun", [True, False], ids=["kept before", "never kept"])
def test_a_verdict_says_why_it_is_none_and_gives_the_words_back(here, is_begun):
    device = Device(here)
    work(device)
    if is_begun:
        device.keeps_by_itself()
    take_back(here)
    device.decide("revision")
    assert device.page.status_code == 200
    assert WHY in device.page.text
    assert WORDS in device.page.text
    assert "Difoto di teras." not in device.page.text
    assert not Review.objects.exists()


def test_the_words_stand_at_the_desk_again_once_it_is_handed_in_anew(here):
    device = Device(here)
    texts = work(device)
    take_back(here)
    device.decide("revision")
    hand_in_anew(here)
    device.at(here.submissions[0])
    device.read(device.client.get(device.path))
    assert device.typed == texts


def test_the_page_that_keeps_by_itself_keeps_and_says_it(here):
    device = Device(here)
    work(device)
    take_back(here)
    answer = device.keeps_by_itself()
    assert (answer.status_code, WHY in answer.text) == (200, True)
    assert WORDS in ReviewDraft.objects.get().typed["feedback"]


def test_who_comes_back_to_it_reads_why_it_is_not_there(here):
    device = Device(here)
    work(device)
    device.press("draft")
    take_back(here)
    page = device.client.get(device.path)
    assert WHY in page.text
    assert WORDS in page.text
    assert "Difoto di teras." not in page.text


def test_who_had_it_in_hand_reads_so_too(here):
    device = Device(here)
    claim(submission=here.submissions[0], by=here.trainer)
    take_back(here)
    assert WHY in device.client.get(device.path).text
    ReviewClaim.objects.all().delete()
    assert device.client.get(device.path).status_code == 404


def test_what_is_said_aloud_is_kept_too(here):
    device = Recorder(here)
    claim(submission=here.submissions[0], by=here.trainer)
    take_back(here)
    assert device.say().status_code == 200
    assert ReviewDraft.objects.get().voice == VoiceNote.objects.get()
    assert "Your voice note" in device.client.get(device.path).text


def test_what_was_taken_back_is_open_to_nobody_else(here):
    device = Device(here)
    work(device)
    device.press("draft")
    take_back(here)
    for user in (here.coordinator, UserFactory(trainer=True), UserFactory(program_manager=True)):
        other = Client()
        other.force_login(user)
        assert other.get(device.path).status_code == 404
        assert other.post(device.path, device.form).status_code == 404
    here.tree.course.course_trainers.all().delete()
    assert device.client.get(device.path).status_code == 404
    here.trainer.role_grants.filter(role=Role.TRAINER).delete()
    assert device.client.post(device.path, device.form).status_code in {403, 404}
