"""What tests of voice notes need: a browser that records, and somebody who listens."""

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from academy.people.models import User
from courses.models import Submission, VoiceNote
from tests.courses.assignments.desk import Device
from tests.factories.films import spoken
from tests.factories.reviewing import ReviewFactory, VoiceNoteFactory


class Recorder(Device):
    """A trainer's browser whose script sends what was recorded."""

    def say(self, content=b"", name="suara.webm"):
        sound = SimpleUploadedFile(name, content or spoken(), "audio/webm")
        sent = {name: self.form[name] for name in ("client_id", "voice")} | {"sound": sound}
        with TestCase.captureOnCommitCallbacks(execute=True):
            self.part = self.client.post(self.path, sent, headers={"X-Part": "voice"})
        if self.part.status_code in {200, 409}:
            shown = self.part.text.partition('name="voice"')[2].partition('value="')[2]
            self.form["voice"] = shown.partition('"')[0]
        return self.part

    def press(self, then="", **more):
        with TestCase.captureOnCommitCallbacks(execute=True):
            super().press(then, **more)

    @property
    def said(self) -> VoiceNote | None:
        """The voice note that the page shows."""
        shown = self.form["voice"]
        return VoiceNote.objects.get(public_id=shown) if shown else None


def heard(note: VoiceNote, user: User | None, **headers):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.get(reverse("courses:voice_note", args=[note.public_id]), headers=headers)


def stored() -> set[str]:
    folder = f"voice/{timezone.localdate():%Y/%m}"
    try:
        return {f"{folder}/{name}" for name in storages["private"].listdir(folder)[1]}
    except FileNotFoundError:
        return set()


def given(here) -> VoiceNote:
    note = VoiceNoteFactory(submission=here.submissions[0], speaker=here.trainer)
    Submission.objects.filter(pk=here.submissions[0].pk).update(state="accepted")
    ReviewFactory(submission=here.submissions[0], reviewer=here.trainer, verdict="accepted",
                  feedback="Baik.", voice=note)  # fmt: skip
    return note


def assignment_page(here, number=0) -> str:
    seat, client = here.seats[number], Client()
    client.force_login(seat.user)
    client.cookies["django_language"] = "en"
    activity = here.tree.assignments[0].activity_id
    return client.get(reverse("courses:assignment", args=[seat.batch.public_id, activity])).text
