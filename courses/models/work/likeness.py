"""Photos that look alike: what each looks like, and which two people handed in the same one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.work.submission import SubmissionFile


class PhotoMark(models.Model):
    """A part of what a photo looks like, by which those like it are found without comparing all.

    Four keys a photo, each a quarter of its `look` (`academy.web.files.likeness`).
    """

    file = models.ForeignKey(SubmissionFile, models.CASCADE, related_name="marks")
    course = models.ForeignKey("cms.CoursePage", models.CASCADE, related_name="+")
    key = models.PositiveIntegerField(_("key"))

    class Meta:
        verbose_name = _("look of a photo")
        verbose_name_plural = _("looks of photos")
        indexes = [models.Index(fields=["course", "key"], name="photo_mark_found")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.key}"


class PhotoLikeness(models.Model):
    """Two photos by two people seem to be the same one: a hint for the reviewer, no verdict."""

    file = models.ForeignKey(SubmissionFile, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(SubmissionFile, models.CASCADE, related_name="likenesses_found")
    is_mirrored = models.BooleanField(_("mirrored"), default=False)
    found_at = models.DateTimeField(_("found at"))

    class Meta:
        verbose_name = _("likeness of two photos")
        verbose_name_plural = _("likenesses of photos")
        constraints = [
            models.UniqueConstraint(fields=["file", "other"], name="photo_likeness_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.other_id}"
