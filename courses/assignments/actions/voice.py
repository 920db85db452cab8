"""A voice note of a review: put into the draft, taken out of it, given with the review."""

from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import acts
from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files.storages import private_storage
from academy.web.films.speech import checksum, read_speech
from courses.acts import locks
from courses.acts.kinds import ActKind
from courses.assignments.queries.drafts import draft_of
from courses.models import ReviewDraft, Submission, SubmissionState, VoiceNote
from courses.models.work.voice import VoiceNoteQuerySet


class WaitsNoMore(Refused):
    message = _("This hand-in has been reviewed meanwhile, so the recording was not added.")


class VoiceNoteChanged(Refused):
    message = _(
        "The voice note was recorded or removed on another page or device meanwhile. Look at what "
        "stands here now, then send this once more."
    )


def add_voice_note(
    *,
    submission: Submission,
    by: User,
    file: "UploadedFile[Any]",
    shown: UUID | None,
    client_id: UUID,
) -> VoiceNote:
    """Put a recording into the draft of a review, in place of the one that the page `shown`.

    Sent twice with one `client_id` it is one. Raises what `read_speech` refuses, WaitsNoMore,
    VoiceNoteChanged, SentDifferently or SentAndGone.
    """
    sha256 = checksum(file)
    content = [submission.pk, sha256]
    known = acts.before(
        client_id, kind=ActKind.RECORD_VOICE_NOTE, person=by, content=content, part=sha256
    )
    if known is not None:
        return known.earlier(VoiceNote)
    # Asked here so that nothing is decoded in vain, and again with the locks.
    _refuse_late(submission, draft_of(submission, by), shown)
    # Decoding takes a while: done before anything is locked.
    speech = read_speech(file)
    note = VoiceNote(submission=submission, speaker=by, seconds=speech.seconds, size=speech.size)
    note.file.save(f"{note.public_id.hex}.m4a", ContentFile(speech.content), save=False)
    try:
        kept = _attach(note, shown, client_id, sha256)
    except Refused:
        _delete_stored([note])
        raise
    if kept is not note:
        _delete_stored([note])
    return kept


def _attach(note: VoiceNote, shown: UUID | None, client_id: UUID, sha256: str) -> VoiceNote:
    with transaction.atomic():
        _enrollment, submission = locks.enrollment_and_submission(note.submission)
        act = acts.once(
            client_id,
            kind=ActKind.RECORD_VOICE_NOTE,
            person=note.speaker,
            content=[submission.pk, sha256],
            part=sha256,
        )
        if act.is_repeated:
            return act.earlier(VoiceNote)
        draft = draft_of(submission, note.speaker)
        _refuse_late(submission, draft, shown)
        note.save()
        draft.voice, draft.saved_at = note, timezone.now()
        draft.save()
        drop_unsaid(submission.voice_notes.all())
        return act.gives(note)


def remove_voice_note(*, submission: Submission, by: User, shown: UUID | None) -> None:
    """Take the recording that the page `shown` out of the draft, and delete it.

    Done twice it is once. Raises VoiceNoteChanged.
    """
    with transaction.atomic():
        locks.enrollment_and_submission(submission)
        draft = draft_of(submission, by)
        if draft.voice is None:
            return
        _refuse_unseen(draft.voice, shown)
        draft.voice = None
        if draft.typed:
            draft.save()
        else:
            draft.delete()
        drop_unsaid(submission.voice_notes.all())


def said_in_draft(*, submission: Submission, by: User, shown: UUID | None) -> VoiceNote | None:
    """Return the recording that goes with a review, the one that its page `shown`.

    Raises VoiceNoteChanged: nobody gives what was not seen, and no recording is lost unheard.
    """
    voice = draft_of(submission, by).voice
    _refuse_unseen(voice, shown)
    return voice


def _refuse_late(submission: Submission, draft: ReviewDraft, shown: UUID | None) -> None:
    # Taken back meanwhile, it comes again, and nobody says the same twice.
    if submission.state not in {SubmissionState.SUBMITTED, SubmissionState.DRAFT}:
        raise WaitsNoMore
    _refuse_unseen(draft.voice, shown)


def _refuse_unseen(voice: VoiceNote | None, shown: UUID | None) -> None:
    if (voice.public_id if voice else None) != shown:
        raise VoiceNoteChanged


def drop_unsaid(notes: VoiceNoteQuerySet) -> None:
    """Delete those of `notes` that no draft and no review has, and after the commit their files."""
    gone = list(notes.unsaid())
    VoiceNote.objects.filter(pk__in=[note.pk for note in gone]).delete()
    transaction.on_commit(lambda: _delete_stored(gone))


def _delete_stored(notes: list[VoiceNote]) -> None:
    for note in notes:
        private_storage().delete(str(note.file))
