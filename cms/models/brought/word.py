"""Word files as they were read, until their author has looked at what a lesson would take."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from academy.web.files.storages import private_storage
from cms.models.pages.activity import LessonPage


class WordFile(models.Model):
    """What was read of a Word file. `page` is the module for which it was sent, or the lesson
    whose content it is to replace; `lesson` is what was made of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    lesson = models.ForeignKey(LessonPage, models.SET_NULL, null=True, related_name="+")
    filename = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    minutes = models.PositiveSmallIntegerField()
    # Blocks as pages keep them; a picture stands there by its number.
    blocks: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    said: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Word file")
        verbose_name_plural = _("Word files")

    def __str__(self) -> str:
        return self.filename


class WordPicture(models.Model):
    """A picture of a Word file, drawn in the sizes that a page shows.

    Its files lie where those of pictures do: once a lesson is made they are its pictures' own.
    """

    word_file = models.ForeignKey(WordFile, models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(storage=private_storage, upload_to="original_images")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha1 = models.CharField(max_length=40)
    # Each size, the smallest first: the words of its filter, width, height and bytes.
    renditions: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    small = models.FileField(storage=private_storage, upload_to="images")
    large = models.FileField(storage=private_storage, upload_to="images", blank=True)

    class Meta:
        verbose_name = _("picture of a Word file")
        verbose_name_plural = _("pictures of Word files")
        constraints = [
            models.UniqueConstraint(fields=["word_file", "number"], name="word_picture_once")
        ]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def names(self) -> list[str]:
        """The names of its files."""
        return [str(name) for name in (self.file, self.small, self.large) if name]
