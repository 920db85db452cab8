import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Reader) -> Self:
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One thing a person should know, shown in the academy.

    `kind` is one that an app has registered (`academy.notify.kinds`); `params` fills its
    sentence (titles and dates, as they were).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=30)
    params = models.JSONField(_("details"), default=dict)
    url = models.CharField(_("address"), max_length=300, blank=True)
    key = models.CharField(
        _("key"), max_length=120, help_text=_("The same key for one person is one notice")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("in-app", "notice")
        verbose_name_plural = pgettext_lazy("in-app", "notices")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.user_id}"
