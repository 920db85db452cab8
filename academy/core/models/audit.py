from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, obj: models.Model) -> Self:
        """Return the entries about `obj`, oldest first."""
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("pk")


class AuditEntry(models.Model):
    """One thing that somebody did, written once and never changed.

    `data` holds ids, states and figures, no names: erasing a person leaves the log whole.
    """

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="audit_entries",
        verbose_name=_("who"),
    )
    verb = models.CharField(_("what"), max_length=60)
    object_type = models.CharField(_("kind of thing"), max_length=60)
    object_id = models.BigIntegerField(_("thing"))
    data = models.JSONField(_("details"), default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
            models.Index(fields=["actor", "-id"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"
