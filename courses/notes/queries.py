"""Notes as their writer reads them."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import QuerySet

from academy.core.text.spelling import holding
from academy.people.models import User
from courses.acts.rules import may_read
from courses.completion.queries import is_taught
from courses.models import Enrollment, LessonNote

WORDS_COMPARED = 6


def note_on(enrollment: Enrollment, lesson_id: int) -> LessonNote | None:
    """Return the note of `enrollment` on a lesson (a key), or None."""
    return LessonNote.objects.filter(enrollment=enrollment.pk, lesson=lesson_id).first()


def reachable(notes: Iterable[LessonNote], user: User) -> set[int]:
    """Return the keys of those of `notes_of(user)` whose lesson can be opened by its writer."""
    return {
        note.pk
        for note in notes
        if note.lesson.live and cast(Any, note).is_taught and may_read(user, note.enrollment)
    }


def notes_of(user: User, text: str = "") -> QuerySet[LessonNote]:
    """Return the notes of `user` in which, or in whose lesson's title, each word of `text` stands.

    The newest batch first, in it as the courses have their lessons. `is_taught` says of each
    whether its lesson has its place in the batch.
    """
    notes = LessonNote.objects.visible_to(user).select_related("lesson", "enrollment__batch")
    notes = notes.annotate(is_taught=is_taught("lesson__path", "enrollment__batch"))
    for word in text.split()[:WORDS_COMPARED]:
        notes = notes.filter(holding(word, "text", "lesson__title"))
    return notes.order_by("-enrollment__batch__starts_on", "enrollment", "lesson__path")
