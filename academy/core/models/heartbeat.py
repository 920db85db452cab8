from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A worker that has said nothing for this long counts as dead (the promise of /readyz
# is 90 seconds; beats come every 20).
DEAD_AFTER = timedelta(seconds=80)


class Heartbeat(models.Model):
    """When a background process was last seen at work."""

    name = models.CharField(_("process"), max_length=50, unique=True)
    at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def beat(cls, name: str) -> None:
        """Note that the process `name` works now."""
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})

    @classmethod
    def is_alive(cls, name: str) -> bool:
        """Say whether `name` was seen within DEAD_AFTER."""
        return cls.objects.filter(name=name, at__gt=timezone.now() - DEAD_AFTER).exists()
