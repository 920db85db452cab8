"""What somebody writes beside a lesson, for themselves alone."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader
from cms.models import LessonPage
from courses.models.seats.enrollment import Enrollment

LONGEST_NOTE = 5000


class LessonNoteQuerySet(models.QuerySet["LessonNote"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the reader's own; nobody else opens a note, whatever the role."""
        return self.filter(enrollment__user=user) if user.is_authenticated else self.none()


class LessonNote(models.Model):
    """A note of one's own: one for each lesson, to be written on and read again."""

    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="notes")
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=LONGEST_NOTE)
    # Says which text a form has shown: it moves with every change.
    kept_at = models.DateTimeField(_("kept at"))

    objects = LessonNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "lesson"], name="lesson_note_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="lesson_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.lesson_id}"

    @property
    def version(self) -> str:
        """The name of the present text, which a form brings back."""
        return self.kept_at.isoformat()
