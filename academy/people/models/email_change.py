import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OPEN_FOR = dt.timedelta(days=1)


class EmailChange(models.Model):
    """An e-mail address that waits until its owner has opened the mail sent there.

    `public_id` is the secret part of the link; who opens it is signed in besides.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="email_changes")
    old = models.EmailField(_("address before"), blank=True)
    new = models.EmailField(_("address after"), blank=True)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("change of an e-mail address")
        verbose_name_plural = _("changes of e-mail addresses")

    def __str__(self) -> str:
        return f"{self.user_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether the link in the mail still works."""
        return self.done_at is None and self.asked_at > timezone.now() - OPEN_FOR
