"""A whole course in one file that somebody has brought from another academy."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.models import Job
from cms.models.files.stored import PrivateFileField
from cms.models.pages.course import CoursePage


class CourseFileState(models.TextChoices):
    BEGUN = "begun", pgettext_lazy("course file", "in preparation")
    READY = "ready", pgettext_lazy("course file", "ready")
    REFUSED = "refused", pgettext_lazy("course file", "not taken")
    TAKEN = "taken", pgettext_lazy("course file", "taken in")


class CourseFile(models.Model):
    """`course` is what was made of it; `said` is what a preview tells, or why it is not taken."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(CoursePage, models.CASCADE, null=True, related_name="+")
    filename = models.CharField(max_length=255)
    file = PrivateFileField(upload_to="course_files", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=CourseFileState.choices, default=CourseFileState.BEGUN
    )
    said: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file of a course")
        verbose_name_plural = _("files of courses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=CourseFileState.values), name="course_file_state"
            )
        ]

    def __str__(self) -> str:
        return self.filename

    def address_of(self, _field: str) -> str:
        """Refuse: a course with its keys is handed out by its own view alone."""
        raise ValueError("a course file has no address")


class TakenFile(models.Model):
    """A picture, a document or a video that a course file brought, and what became of it here.

    Pictures are drawn anew when they are taken, so that their bytes do not tell it.
    """

    course = models.ForeignKey(CoursePage, models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("file out of a course file")
        verbose_name_plural = _("files out of course files")
        constraints = [
            models.UniqueConstraint(fields=["course", "kind", "sha256"], name="taken_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
