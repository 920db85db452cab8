"""What was recorded is made small, within bounds, or refused with what to do."""

import json
import os
import subprocess
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from academy.web.films.speech import read_speech
from courses.models import Submission, VoiceNote
from tests.courses.assignments.desk import work
from tests.courses.assignments.voice.recorder import Recorder
from tests.factories.films import film, spoken

pytestmark = pytest.mark.django_db


# A recorder of an old phone: AMR, twenty frames of silence a second and more.
AMR = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 100


@pytest.mark.parametrize(
    "content",
    [spoken, lambda: spoken(kind="mp3"), lambda: film(picture=False, ending="m4a"), lambda: AMR],
    ids=["Chrome", "MP3", "iPhone", "old phone"],
)
def test_whatever_was_recorded_is_kept_as_small_aac_that_says_nothing_of_its_maker(
    here, content, tmp_path
):
    Recorder(here).say(content())
    note = VoiceNote.objects.get()
    kept = note.file.read()
    path = tmp_path / "note"
    path.write_bytes(kept)
    command = ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    [stream] = found["streams"]
    assert (stream["codec_name"], stream["channels"]) == ("aac", 1)
    assert int(stream["bit_rate"]) <= 32_000
    assert len(kept) == note.size <= 4_000 * note.seconds + 3_000
    assert b"Rahasia" not in kept
    assert b"112.75" not in kept
    # It begins to play before it is there.
    assert kept.index(b"moov") < kept.index(b"mdat")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (film, "This is a video. Record your voice alone."),
        (lambda: b"<html></html>", "This is no recording that can be opened."),
        (lambda: film(picture=False, ending="m4a")[:9000], "Only a part of this file has arrived"),
        (lambda: spoken(seconds=125), "This recording takes longer than two minutes."),
        (lambda: film(picture=False, ending="m4a", seconds=125), "longer than two minutes."),
        (lambda: bytes(10 * 1024 * 1024 + 1), "This recording is larger than 10 MB."),
        (lambda: AMR[:200], "There is nothing in this recording."),
    ],
    ids=["video", "page", "half", "too long", "too long and says so", "too large", "a slip"],
)
def test_what_is_no_short_recording_is_refused_with_what_to_do(here, files, content, words):
    device = Recorder(here)
    texts = work(device)
    device.press()
    answer = device.say(content())
    assert (answer.status_code, words in answer.text) == (422, True)
    assert (VoiceNote.objects.count(), files()) == (0, set())
    device.open()
    assert device.typed == texts


def test_two_minutes_are_taken_whole(here):
    assert Recorder(here).say(spoken(seconds=120)).status_code == 200
    assert VoiceNote.objects.get().seconds == 120


@contextmanager
def another_is_made():
    """The academy makes another voice note meanwhile, from a disk that is slow."""
    begun, may_end = Event(), Event()

    class Slow(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            begun.set()
            may_end.wait(60)
            return super().chunks(chunk_size)

    other = Thread(target=read_speech, args=[Slow("suara.webm", spoken())])
    other.start()
    assert begun.wait(60)
    yield
    may_end.set()
    other.join()


def test_while_another_is_made_it_is_sent_a_moment_later(here, files):
    device = Recorder(here)
    with another_is_made():
        answer = device.say()
        assert (answer.status_code, "The academy is busy" in answer.text) == (503, True)
        assert (VoiceNote.objects.count(), files()) == (0, set())
    assert device.say().status_code == 200
    assert VoiceNote.objects.count() == 1


def test_what_needs_no_making_is_answered_at_once(here):
    device = Recorder(here)
    shown = device.form["voice"]
    device.say()
    late = Recorder(here, 1)
    Submission.objects.filter(pk=here.submissions[1].pk).update(state="accepted")
    with another_is_made():
        device.form["voice"] = shown
        assert device.say().status_code == 200
        assert Recorder(here).say(spoken(seconds=2)).status_code == 503
        assert "has been reviewed meanwhile" in late.say().text
        stale = Recorder(here)
        stale.form["voice"] = ""
        assert stale.say(spoken(seconds=2)).status_code == 409


@pytest.mark.parametrize(
    ("program", "does"), [("ffmpeg", "kill -9 $$"), ("ffprobe", "exec sleep 60")]
)
def test_what_a_busy_machine_does_not_finish_in_time_is_no_fault_of_the_recording(
    here, tmp_path, monkeypatch, program, does
):
    slow = tmp_path / program
    slow.write_text(f"#!/bin/sh\n{does}\n")
    slow.chmod(0o755)
    # Made by the real one, before.
    device, sound, began = Recorder(here), spoken(), monotonic()
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        answer = device.say(sound)
    assert (answer.status_code, "The academy is busy" in answer.text) == (503, True)
    assert monotonic() - began < 30
    assert device.say().status_code == 200
