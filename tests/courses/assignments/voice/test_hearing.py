"""Who hears a voice note, where it is kept, and what it costs."""

from datetime import timedelta
from urllib.request import urlopen

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from courses.assignments.actions.drafts import forget_old_drafts
from courses.models import ReviewDraft, Submission, VoiceNote
from tests.courses.assignments.desk import Device
from tests.courses.assignments.voice.recorder import Recorder, given, heard
from tests.factories.people import UserFactory
from tests.factories.reviewing import ReviewFactory, VoiceNoteFactory

pytestmark = pytest.mark.django_db


DESK_QUERIES = 32


PAGE_QUERIES = 8


def test_who_may_read_the_review_hears_it_and_nobody_else(here):
    note = given(here)
    mine, classmate = here.seats
    colleague = UserFactory(trainer=True)
    here.tree.course.course_trainers.create(user=colleague)
    for one in (mine.user, here.trainer, colleague, here.coordinator,
                UserFactory(program_manager=True)):  # fmt: skip
        assert heard(note, one).status_code == 200
    for one in (classmate.user, UserFactory(trainer=True), UserFactory(coordinator=True)):
        assert heard(note, one).status_code == 404
    assert heard(note, None).status_code == 302
    # After leaving the batch as before.
    mine.state = "withdrawn"
    mine.save()
    assert heard(note, mine.user).status_code == 200


def test_one_in_a_draft_is_heard_by_who_spoke_alone_and_by_nobody_who_lost_the_course(here):
    Recorder(here).say()
    note = VoiceNote.objects.get()
    assert heard(note, here.trainer).status_code == 200
    for one in (here.seats[0].user, here.coordinator, UserFactory(program_manager=True)):
        assert heard(note, one).status_code == 404
    here.tree.course.course_trainers.all().delete()
    assert heard(note, here.trainer).status_code == 404


def test_with_a_forgotten_draft_its_recording_goes_and_a_given_one_stays(here, files):
    Recorder(here).say()
    kept = given(here)
    ReviewDraft.objects.update(saved_at=timezone.now() - timedelta(days=100))
    with TestCase.captureOnCommitCallbacks(execute=True):
        forget_old_drafts()
    assert VoiceNote.objects.get() == kept
    assert files() == {kept.file.name}


def test_it_is_in_the_copy_of_ones_data(here, client):
    note = given(here)
    Recorder(here, 1).say()
    client.force_login(here.seats[0].user)
    page = client.get(reverse("people:data_copy")).text
    assert reverse("courses:voice_note", args=[note.public_id]) in page
    assert page.count("/catatan-suara/") == 1


def test_it_comes_from_disk_and_from_s3_in_parts(storage_place, here):
    device = Recorder(here)
    device.say()
    device.type(mark="80")
    device.decide()
    note = VoiceNote.objects.get()
    answer = heard(note, here.seats[0].user, range="bytes=4-7")
    if storage_place == "s3":
        with urlopen(answer["Location"]) as found:
            assert found.headers["Content-Type"] == "audio/mp4"
            assert found.read()[4:8] == b"ftyp"
    else:
        assert answer.content == b"ftyp"


def test_the_desk_alone_may_use_the_microphone(here):
    device = Device(here)
    assert "microphone=(self)" in device.page["Permissions-Policy"]
    assert "camera=()" in device.page["Permissions-Policy"]
    assert "js/recorder.js" in device.page.text
    queue = device.client.get(reverse("courses:review_queue"))
    assert "microphone=()" in queue["Permissions-Policy"]
    here.client = Client()
    here.client.force_login(here.coordinator)
    reader = here.client.get(device.path)
    assert "js/recorder.js" not in reader.text


@pytest.mark.parametrize("count", [1, 3])
def test_desk_and_assignment_ask_the_same_for_one_voice_note_and_three(
    here, client, django_assert_num_queries, count
):
    first = here.submissions[0]
    Submission.objects.filter(pk=first.pk).update(number=count + 1)
    for number in range(1, count + 1):
        one = Submission.objects.create(
            enrollment=first.enrollment, assignment=first.assignment, course=first.course,
            number=number, state="revision", submitted_at=timezone.now(),
        )  # fmt: skip
        said = VoiceNoteFactory(submission=one, speaker=here.trainer)
        ReviewFactory(submission=one, reviewer=here.trainer, verdict="revision", voice=said)
    client.force_login(here.trainer)
    desk = reverse("courses:review_desk", args=[first.public_id])
    client.get(desk)
    with django_assert_num_queries(DESK_QUERIES):
        assert client.get(desk).text.count("<audio") == count
    client.force_login(first.enrollment.user)
    ids = [first.enrollment.batch.public_id, first.assignment.activity_id]
    page = reverse("courses:assignment", args=ids)
    client.get(page)
    with django_assert_num_queries(PAGE_QUERIES):
        assert client.get(page).text.count("<audio") == count
