"""What a trainer says aloud of a hand-in."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader
from academy.web.files.storages import private_storage
from courses.models.work.submission import Review, Submission


class VoiceNoteQuerySet(models.QuerySet["VoiceNote"]):
    def given(self) -> Self:
        """Return those of reviews that stand."""
        valid = Review.objects.filter(undone_at__isnull=True, voice__isnull=False)
        return self.filter(pk__in=valid.values("voice"))

    def unsaid(self) -> Self:
        """Return those that no draft and no review has, nor ever a review had."""
        return self.filter(drafts__isnull=True, reviews__isnull=True)

    def visible_to(self, user: Reader) -> Self:
        """Return own ones, and those of reviews that `user` may read."""
        if not user.is_authenticated:
            return self.none()
        heard = models.Q(speaker=user) | models.Q(pk__in=self.model.objects.given().values("pk"))
        return self.filter(heard, submission__in=Submission.objects.visible_to(user))


class VoiceNote(models.Model):
    """A recording for one hand-in: of a review in work (`drafts`), then of the review.

    A review that was undone or corrected keeps its own in the record; nobody but who spoke
    hears it there.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="voice_notes")
    speaker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="voice_notes"
    )
    seconds = models.PositiveSmallIntegerField(_("length in seconds"))
    size = models.PositiveIntegerField(_("size"))
    file = models.FileField(_("file"), storage=private_storage, upload_to="voice/%Y/%m/")
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    objects = VoiceNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice note")
        verbose_name_plural = _("voice notes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.seconds}"
