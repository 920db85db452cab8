from django.db import models
from django.utils.translation import gettext_lazy as _


class GuessCount(models.Model):
    """How far one limit on guessing is used up, or a place where somebody is known.

    A row, not an entry of a cache: what guards an account survives a restart and a full cache.
    `key` is a keyed hash; no name, no secret and no address can be read from it. Each wrong
    attempt moves `forget_at` on by a fixed time; when it is over, nothing is used up any more.
    """

    key = models.CharField(_("of what"), max_length=80, unique=True)
    last_attempt = models.CharField(_("last attempt"), max_length=40, blank=True)
    forget_at = models.DateTimeField(_("forgotten at"), db_index=True)

    class Meta:
        verbose_name = _("count of wrong attempts")
        verbose_name_plural = _("counts of wrong attempts")

    def __str__(self) -> str:
        return f"{self.key} {self.forget_at:%Y-%m-%d %H:%M}"
