"""Files of hand-ins on their way: what has come of them until they are whole."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.web.files.storages import private_storage

# Bytes: no more than this is sent again where a line breaks.
PIECE = 128 * 1024


class SentPiece(models.Model):
    """A piece of a file that somebody is sending.

    It goes when the file is in a hand-in, or a while after the last piece came. Nobody reads
    it before, so it is in no copy of one's data.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # How the sending device calls the whole file: made from its content where it can.
    sending = models.UUIDField()
    # Bytes: before this piece, and in it.
    offset = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    file = models.FileField(storage=private_storage, upload_to="pieces/%Y/%m/")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("piece of a file")
        verbose_name_plural = _("pieces of files")
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["person", "sending", "offset"], name="sent_piece_once"),
            models.CheckConstraint(
                condition=models.Q(length__gte=1, length__lte=PIECE), name="sent_piece_not_longer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sending} {self.offset}"
