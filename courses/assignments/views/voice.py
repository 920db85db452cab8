"""The voice note of a review in work: what the page of the desk sends of it, by itself or by a
button."""

from django.contrib import messages
from django.utils.translation import gettext

from academy.core.errors import Refused
from academy.core.text.typed import uuid_of
from academy.people.requests import SignedInRequest
from academy.web.films.speech import SpeechBusy
from courses.assignments.actions import voice
from courses.assignments.forms.review import ReviewForm
from courses.models import Submission


def take_sound(request: SignedInRequest, submission: Submission, form: ReviewForm) -> int:
    """Put a recording that came along into the draft, or say at its field why not.

    Returns the status of the answer: 409 where another page has recorded meanwhile, whose note
    is shown now; 503 where the same recording may be taken a moment later.
    """
    sound = request.FILES.get("sound")
    client_id = uuid_of(request.POST.get("client_id", ""))
    if sound is None or client_id is None:
        return 200
    try:
        note = voice.add_voice_note(
            submission=submission,
            by=request.user,
            file=sound,
            shown=form.voice_shown,
            client_id=client_id,
        )
    except Refused as refusal:
        form.add_error("sound", str(refusal.message))
        if isinstance(refusal, SpeechBusy):
            return 503
        return 409 if isinstance(refusal, voice.VoiceNoteChanged) else 422
    form.take_voice(note)
    return 200


def remove_voice(request: SignedInRequest, submission: Submission, form: ReviewForm) -> None:
    """Take the voice note out of the draft again."""
    try:
        voice.remove_voice_note(submission=submission, by=request.user, shown=form.voice_shown)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, gettext("The voice note is removed."))


def say_what_was_added(request: SignedInRequest) -> None:
    """Say what the button without a script has done with the file beside it."""
    if request.FILES:
        messages.success(request, gettext("The voice note is in the draft. Listen to it."))
    else:
        messages.info(request, gettext("Choose a recording first, then add it."))
