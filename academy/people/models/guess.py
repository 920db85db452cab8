from django.db import models
from django.utils.translation import gettext_lazy as _


class GuessCount(models.Model):
    """Wrong attempts on one account from one kind of device, or with one secret.

    A row, not an entry of a cache: what guards an account survives a restart and a full cache.
    `key` is a keyed hash; no name and no secret can be read from it.
    """

    key = models.CharField(_("of what"), max_length=60, unique=True)
    count = models.PositiveIntegerField(_("wrong attempts"), default=0)
    # Until then nothing but the attempt that closed the gate, sent again, is looked at.
    closed_until = models.DateTimeField(_("closed until"), null=True)
    last_attempt = models.CharField(_("last attempt"), max_length=40, blank=True)
    forget_at = models.DateTimeField(_("forgotten at"), db_index=True)

    class Meta:
        verbose_name = _("count of wrong attempts")
        verbose_name_plural = _("counts of wrong attempts")

    def __str__(self) -> str:
        return f"{self.key} {self.count}"
