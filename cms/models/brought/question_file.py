"""Files of questions as they were sent, until their author has looked at what they would bring."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.web.files.storages import private_storage
from cms.models.pages.course import CoursePage


class QuestionFile(models.Model):
    """A file of questions for the bank of a course; `count` is how many of them were taken in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(CoursePage, models.CASCADE, related_name="+")
    filename = models.CharField(max_length=255)
    file = models.FileField(storage=private_storage, upload_to="question_files")
    count = models.PositiveIntegerField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file of questions")
        verbose_name_plural = _("files of questions")

    def __str__(self) -> str:
        return self.filename
