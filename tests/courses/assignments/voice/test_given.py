"""A voice note that was given: taken away, beside other words, of a colleague."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.html import escape

from academy.core.models import AuditEntry
from academy.people.models import User
from courses.assignments.actions.reviews import correct_feedback, undo_review
from courses.models import Review, VoiceNote
from courses.models.verbs import CourseVerb
from tests.courses.assignments.voice.recorder import Recorder, assignment_page, given, heard
from tests.factories.films import spoken
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def colleague_of(here) -> User:
    found = UserFactory(trainer=True, full_name="Ratna Cahaya")
    here.tree.course.course_trainers.create(user=found)
    return found


def desk_of(person, here) -> Recorder:
    return Recorder(replace(here, trainer=person))


def reworded(here, by) -> Review:
    return correct_feedback(
        found=Review.objects.get(undone_at=None), by=by, feedback="Baik sekali.", shown="Baik."
    )


def test_a_wrong_one_is_taken_away_later_and_the_words_stay(here, client):
    note = given(here)
    client.force_login(here.trainer)
    client.cookies["django_language"] = "en"
    address = reverse("courses:feedback_correct", args=[Review.objects.get().public_id])
    assert "Take the voice note away" in client.get(address).text
    client.post(address, {"feedback": "Baik.", "shown": "Baik.", "is_silenced": "on"})
    valid = Review.objects.get(undone_at=None)
    assert (valid.feedback, valid.voice) == ("Baik.", None)
    assert heard(note, here.seats[0].user).status_code == 404
    assert AuditEntry.objects.filter(verb=CourseVerb.VOICE_NOTE_TAKEN_AWAY).count() == 1
    again = reverse("courses:feedback_correct", args=[valid.public_id])
    assert "Take the voice note away" not in client.get(again).text


def test_other_words_leave_it_where_it_is(here):
    note = given(here)
    correct_feedback(
        found=Review.objects.get(), by=here.trainer, feedback="Baik sekali.", shown="Baik."
    )
    assert Review.objects.get(undone_at=None).voice == note
    assert heard(note, here.seats[0].user).status_code == 200


def test_whose_words_and_voice_differ_is_said_to_all_who_hear_it(here, client):
    note, colleague = given(here), colleague_of(here)
    assert "Voice note of the trainer" in assignment_page(here)
    reworded(here, colleague)
    named = escape(f"Voice note of {here.trainer.display_name} ·")
    client.force_login(colleague)
    client.cookies["django_language"] = "en"
    address = reverse(
        "courses:feedback_correct", args=[Review.objects.get(undone_at=None).public_id]
    )
    for page in (
        assignment_page(here),
        desk_of(colleague, here).page.text,
        client.get(address).text,
    ):
        assert named in page
        assert reverse("courses:voice_note", args=[note.public_id]) in page


def test_nobody_gives_the_voice_of_a_colleague_as_the_own_one(here):
    note, colleague = given(here), colleague_of(here)
    undo_review(found=reworded(here, colleague), by=colleague)
    desk = desk_of(colleague, here)
    assert (desk.said, desk.form["feedback"]) == (None, "Baik sekali.")
    desk.type(mark="80")
    desk.decide()
    assert Review.objects.get(undone_at=None).voice is None
    assert heard(note, here.seats[0].user).status_code == 404


def test_what_a_colleague_had_recorded_before_is_still_in_the_own_draft_then(here, files):
    colleague = colleague_of(here)
    desk_of(colleague, here).say(spoken(seconds=2))
    own = VoiceNote.objects.get()
    note = given(here)
    undo_review(found=reworded(here, colleague), by=colleague)
    assert desk_of(colleague, here).said == own
    assert files() == {own.file.name, note.file.name}


def test_what_one_had_recorded_is_heard_after_a_colleague_was_faster(here):
    colleague = colleague_of(here)
    desk_of(colleague, here).say(spoken(seconds=2))
    own = VoiceNote.objects.get()
    given(here)
    page = desk_of(colleague, here).page.text
    _before, _title, below = page.partition("What you had typed")
    assert "Your voice note · 2 seconds" in below
    assert reverse("courses:voice_note", args=[own.public_id]) in below
    assert "What you had typed" not in Recorder(here).page.text
