"""Large files on their way: sent in pieces, and gone on with where the line broke."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.files.stored import PrivateFileField


class MediaUpload(models.Model):
    """A video or a recording that is being sent; its row goes when a form has taken the file."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Name, size and time of the file on the sender's disk: chosen again, it is gone on with.
    fingerprint = models.CharField(max_length=64)
    filename = models.CharField(max_length=255)
    # Bytes: of the whole file as its sender says, and of what has come.
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    file = PrivateFileField(max_length=200)
    # How a bucket calls what it is still putting together.
    multipart = models.CharField(max_length=1024, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.UniqueConstraint(fields=["created_by", "fingerprint"], name="upload_once"),
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")), name="upload_not_beyond"
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_whole(self) -> bool:
        return self.received == self.size

    def take(self) -> bool:
        """Let the row go, its file being another row's from now on; runs in a transaction.

        False: somebody took or forgot it at the same moment.
        """
        locked = type(self).objects.select_for_update().filter(pk=self.pk).first()
        if locked is None:
            return False
        locked.delete()
        return True

    def address_of(self, _field: str) -> str:
        """Refuse: what is still on its way is shown to nobody."""
        raise ValueError("an upload has no address")
