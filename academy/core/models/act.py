from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Act(models.Model):
    """Something that somebody did once, however often it was sent (`academy.core.acts`).

    A form brings a client id; the first sending writes this row and what came of it, every
    later one finds it. An id belongs to a person: on a handset that several share, a page
    that was left open gives the next one nothing of the last one's.
    """

    client_id = models.UUIDField(_("client id"))
    # Which of several things that one form brought; "" where it brings one.
    part = models.CharField(_("part"), max_length=64, blank=True)
    # None: somebody who had no account yet.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="acts"
    )
    kind = models.CharField(_("kind"), max_length=60)
    # What was sent, as a checksum: it is compared, never read.
    content = models.CharField(_("checksum of what was sent"), max_length=64)
    object_type = models.CharField(_("kind of thing"), max_length=60, blank=True)
    object_id = models.BigIntegerField(_("thing"), null=True)
    happened_at = models.DateTimeField(_("time on the device"), null=True)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("sent once", "act")
        verbose_name_plural = pgettext_lazy("sent once", "acts")
        constraints = [
            models.UniqueConstraint(fields=["person", "client_id", "part"], name="act_once"),
            # Without a person the rule above lets everything pass: NULL is nobody's equal.
            models.UniqueConstraint(
                fields=["client_id", "part"],
                condition=models.Q(person__isnull=True),
                name="act_once_without_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.client_id}"

    def gave(self) -> models.Model | None:
        """Return what came of the act, or None where that is gone or never was."""
        if self.object_id is None:
            return None
        model = apps.get_model(self.object_type)
        thing: models.Model | None = model._base_manager.filter(pk=self.object_id).first()
        return thing
