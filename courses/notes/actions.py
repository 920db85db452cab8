"""Keeping a note."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from cms.models import LessonPage
from courses.acts import locks
from courses.models import Enrollment, LessonNote


class ChangedElsewhere(Refused):
    """The note was changed on another page or device; `note` is what stands there now."""

    about = "text"
    message = _(
        "This note was changed on another page or device meanwhile. What stands there now is shown "
        "below; what you typed is still in the field. Put both together, then keep it."
    )

    def __init__(self, note: LessonNote | None):
        self.note = note
        super().__init__()


def keep_note(
    *, enrollment: Enrollment, lesson: LessonPage, text: str, shown: str
) -> LessonNote | None:
    """Keep `text` as the note of `enrollment` on `lesson`; an empty one takes the note away.

    `shown` is the version that was changed ("" where there was none). Sent twice it is once.
    Raises ChangedElsewhere.
    """
    with transaction.atomic():
        seat = locks.enrollment(enrollment)
        note = LessonNote.objects.filter(enrollment=seat, lesson=lesson).first()
        if text == (note.text if note else ""):
            return note
        if shown != (note.version if note else ""):
            raise ChangedElsewhere(note)
        if not text and note is not None:
            note.delete()
            return None
        note = note or LessonNote(enrollment=seat, lesson=lesson)
        note.text, note.kept_at = text, timezone.now()
        note.save()
    return note
