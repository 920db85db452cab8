"""A voice note of a review: recorded at the desk, kept with the draft, given with the verdict."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from academy.core.models import AuditEntry
from courses.assignments.actions.many import Chosen, accept_many
from courses.assignments.actions.voice import VoiceNoteChanged
from courses.models import Review, ReviewDraft, Submission, VoiceNote
from courses.models.verbs import CourseVerb
from tests.courses.assignments.desk import work
from tests.courses.assignments.voice.recorder import Recorder, assignment_page, heard
from tests.factories.films import film, spoken
from tests.factories.reviewing import ReviewFactory

pytestmark = pytest.mark.django_db


def test_what_is_recorded_stands_in_the_draft_on_every_device_and_after_the_next(here):
    device = Recorder(here)
    texts = work(device)
    device.press()
    assert device.say().status_code == 200
    note = VoiceNote.objects.get()
    assert (note.submission, note.speaker, note.seconds) == (here.submissions[0], here.trainer, 3)
    assert "Your voice note · 3 seconds" in device.part.text
    device.press("next")
    assert device.said is None
    for again in (device, Recorder(here)):
        again.open()
        assert (again.said, again.typed) == (note, texts)


def test_with_the_review_it_is_heard_by_the_participant_and_nothing_loads_before(here):
    device = Recorder(here)
    device.say()
    device.type(mark="80")
    device.decide()
    note = VoiceNote.objects.get()
    assert (Review.objects.get().voice, ReviewDraft.objects.count()) == (note, 0)
    page = assignment_page(here)
    assert "Voice note of the trainer · 3 seconds" in page
    assert '<audio controls preload="none"' in page
    assert reverse("courses:voice_note", args=[note.public_id]) in page
    answer = heard(note, here.seats[0].user, range="bytes=0-9")
    assert (answer.status_code, answer["Content-Type"]) == (206, "audio/mp4")
    assert answer["Content-Range"] == f"bytes 0-9/{note.size}"
    assert answer["Cache-Control"] == "private, no-cache"
    told = AuditEntry.objects.filter(verb=CourseVerb.VOICE_NOTE_GIVEN).get()
    assert told.data == {"voice": note.pk}


def test_sent_twice_it_is_one_and_one_file(here, files):
    device = Recorder(here)
    shown = device.form["voice"]
    for _time in range(2):
        device.form["voice"] = shown
        device.say()
    assert (VoiceNote.objects.count(), len(files())) == (1, 1)


def test_recorded_anew_the_one_before_is_gone(here, files):
    device = Recorder(here)
    device.say()
    device.say(spoken(seconds=2))
    assert VoiceNote.objects.get().seconds == 2
    assert files() == {VoiceNote.objects.get().file.name}


def test_removed_it_is_gone_and_the_words_stay(here, files):
    device = Recorder(here)
    texts = work(device)
    device.say()
    device.press("silent")
    assert "The voice note is removed." in device.page.text
    assert (device.said, device.typed, files()) == (None, texts, set())
    assert VoiceNote.objects.count() == 0


def test_without_a_script_a_file_is_added_by_a_button_that_keeps_the_words(here):
    device = Recorder(here)
    texts = work(device)
    device.press("sound", sound=SimpleUploadedFile("memo.mp3", spoken(kind="mp3")))
    assert "The voice note is in the draft." in device.page.text
    assert (device.said, device.typed) == (VoiceNote.objects.get(), texts)
    device.press("sound")
    assert "Choose a recording first, then add it." in device.page.text
    device.press("sound", sound=SimpleUploadedFile("film.mp4", film()))
    assert "This is a video." in device.page.text
    assert "This field is required" not in device.page.text
    assert device.typed == texts


def test_a_file_that_is_chosen_goes_along_with_the_verdict(here):
    device = Recorder(here)
    device.type(mark="80")
    sent = device.form | {"verdict": "accepted"}
    for _time in range(2):
        sound = SimpleUploadedFile("memo.mp3", spoken(kind="mp3"))
        device.client.post(device.path, sent | {"sound": sound})
    assert Review.objects.get().voice == VoiceNote.objects.get()


def test_a_revision_needs_words_beside_it_for_who_cannot_listen(here):
    device = Recorder(here)
    device.say()
    device.decide("revision")
    assert "not everybody can listen" in device.page.text
    assert Review.objects.count() == 0
    device.type(feedback="Ulangi dengan latar polos.")
    device.decide("revision")
    assert Review.objects.get().voice == VoiceNote.objects.get()


def test_no_verdict_is_given_with_a_voice_note_that_its_page_does_not_show(here):
    laptop, phone = Recorder(here), Recorder(here)
    phone.say()
    laptop.type(mark="80")
    laptop.decide()
    assert Review.objects.count() == 0
    assert "recorded or removed on another page" in laptop.page.text
    assert laptop.said == VoiceNote.objects.get()
    laptop.decide()
    assert Review.objects.get().voice == VoiceNote.objects.get()


def test_no_recording_takes_the_place_of_one_that_its_page_does_not_show(here):
    laptop, phone = Recorder(here), Recorder(here)
    phone.say()
    first = VoiceNote.objects.get()
    assert laptop.say(spoken(seconds=2)).status_code == 409
    assert laptop.said == VoiceNote.objects.get() == first
    assert laptop.say(spoken(seconds=2)).status_code == 200
    assert VoiceNote.objects.get().seconds == 2


def test_no_recording_is_lost_where_many_are_accepted_together(here):
    Recorder(here).say()
    chosen = [Chosen(row, row.submitted_at) for row in here.submissions]
    first, second = accept_many(
        chosen, by=here.trainer, mark=80, scores=[], feedback="Baik",
        client_id=uuid.uuid4(),
    )  # fmt: skip
    assert first.refusal == str(VoiceNoteChanged.message)
    assert (first.review, second.review) == (None, Review.objects.get())
    assert VoiceNote.objects.count() == 1


def test_what_waits_for_no_review_takes_no_recording(here, files):
    device = Recorder(here)
    Submission.objects.filter(pk=here.submissions[0].pk).update(state="accepted")
    ReviewFactory(submission=here.submissions[0], verdict="accepted")
    assert "has been reviewed meanwhile" in device.say().text
    assert files() == set()


def test_undone_it_is_in_the_draft_again_and_heard_by_nobody_else(here):
    device = Recorder(here)
    device.say()
    device.type(mark="80")
    device.decide()
    note, participant = VoiceNote.objects.get(), here.seats[0].user
    device.press(f"undo:{Review.objects.get().public_id}")
    assert device.said == note
    assert heard(note, participant).status_code == 404
    assert heard(note, here.trainer).status_code == 200
    device.decide()
    assert Review.objects.get(undone_at=None).voice == note
    assert heard(note, participant).status_code == 200
