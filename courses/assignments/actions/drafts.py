"""The review in work: kept on the server as it is typed, for one trainer and one hand-in.

Pages keep it by themselves while one types, and with every button. A page says what it showed
of each field: what it did not change is not written, and what another page (on another device)
has changed meanwhile is told, never overwritten. A page does not clash with itself: its answer
may be late, and its next words on the way already.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import localize_input

from academy.people.models import User
from courses.acts import locks
from courses.assignments.actions import voice
from courses.assignments.queries.drafts import Kept, Typed, draft_of
from courses.assignments.queries.pins import typed_of
from courses.assignments.rules import mark_of
from courses.models import Review, ReviewDraft, Submission, VoiceNote
from courses.models.work.submission import SubmissionState

KEPT = dt.timedelta(days=90)
# What is undone begins with its draft again.
UNDONE_WITHIN = dt.timedelta(days=1)


def keep_draft(*, submission: Submission, by: User, typed: Typed) -> Kept:
    """Keep what `by` has typed. A draft of a review that was given already stays away."""
    stored = Kept(draft_of(submission, by).typed)
    if not stored.unseen(typed):
        return stored
    with transaction.atomic():
        _enrollment, submission = locks.enrollment_and_submission(submission)
        own = Review.objects.filter(submission=submission, reviewer=by, undone_at__isnull=True)
        if own.exists():
            return Kept(typed.texts)
        draft = draft_of(submission, by)
        clashes = [
            name for name, text in typed.texts.items() if not _write(draft, name, text, typed)
        ]
        if draft.typed or draft.voice:
            draft.saved_at = timezone.now()
            draft.save()
        elif draft.pk:
            draft.delete()
    return Kept(draft.typed, clashes)


def _write(draft: ReviewDraft, name: str, text: str, typed: Typed) -> bool:
    """Put `text` into `draft` if this page has changed it; False: another page has, meanwhile."""
    stored = draft.typed.get(name, "")
    shown = typed.shown.get(name, stored)
    page, edit = draft.written_by.get(name, ["", 0])
    if page == typed.page:
        if typed.edit < edit:
            return True  # Overtaken on the way by a later edit of the same page.
    elif text in {shown, stored}:
        return True
    elif stored != shown:
        return False
    draft.typed[name] = text
    draft.written_by[name] = [typed.page, typed.edit]
    if not text:
        del draft.typed[name]
    return True


def forget_draft(*, submission: Submission, by: User) -> None:
    """Delete the draft: the review is given, or the trainer does not want it."""
    ReviewDraft.objects.filter(submission=submission, reviewer=by).delete()
    voice.drop_unsaid(submission.voice_notes.all())


def clear_field(*, submission: Submission, by: User, name: str) -> None:
    """Take what was typed in one field out of the draft: it has gone where it belongs."""
    with transaction.atomic():
        locks.enrollment_and_submission(submission)
        draft = ReviewDraft.objects.filter(submission=submission, reviewer=by).first()
        if draft is not None and name in draft.typed:
            del draft.typed[name]
            draft.save(update_fields=["typed"])


def draft_from(*, found: Review) -> None:
    """Make a draft of a review that was undone: its points, mark and words are typed already.

    What its reviewer said aloud stands in it too. The voice of somebody else, whose words were
    corrected, does not: nobody gives it as the own one. What stood in the draft then stays.
    """
    texts = {}
    for item in found.scores:
        level = item.get("level")
        name = f"{'level' if level else 'points'}_{item['criterion']}"
        texts[name] = str(level["key"] if level else item["points"])
    given = found.given_mark
    if given is not None and given != mark_of(found.scores):
        texts["mark"] = localize_input(given.normalize())
    if found.feedback:
        # A browser sent it with line ends of its own, and will compare it without them.
        texts["feedback"] = found.feedback.replace("\r\n", "\n")
    texts |= typed_of(found.pins)
    kept = {"typed": texts, "written_by": {}, "saved_at": timezone.now()}
    if found.voice is not None and found.voice.speaker_id == found.reviewer_id:
        kept["voice_id"] = found.voice_id
    ReviewDraft.objects.update_or_create(
        submission_id=found.submission_id, reviewer_id=found.reviewer_id, defaults=kept
    )
    voice.drop_unsaid(found.submission.voice_notes.all())


def forget_old_drafts() -> int:
    """Delete drafts of hand-ins that wait for no review any more, and those of a season ago.

    What its author has taken back comes again. With them goes what was recorded for them. Return
    how many.
    """
    is_old = Q(saved_at__lt=timezone.now() - KEPT)
    comes = Q(submission__state__in=[SubmissionState.SUBMITTED, SubmissionState.DRAFT])
    is_closed = ~comes & Q(saved_at__lt=timezone.now() - UNDONE_WITHIN)
    deleted, _rows = ReviewDraft.objects.filter(is_old | is_closed).delete()
    voice.drop_unsaid(VoiceNote.objects.all())
    return deleted
