from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When a background process was last seen at work."""

    name = models.CharField(_("process"), max_length=50, unique=True)
    at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def beat(cls, name: str) -> None:
        """Note that the process `name` works now."""
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})

    @classmethod
    def is_alive(cls, name: str) -> bool:
        """Say whether `name` was seen within the last WORKER_DEAD_SECONDS."""
        limit = timezone.now() - timedelta(seconds=settings.WORKER_DEAD_SECONDS)
        return cls.objects.filter(name=name, at__gt=limit).exists()
