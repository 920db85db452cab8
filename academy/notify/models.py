import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticeKind(models.TextChoices):
    """What a notice says; `academy.notify.texts` has the sentence of each kind."""

    APPLICATION_RECEIVED = "application_received", _("application received")
    APPLICATION_ACCEPTED = "application_accepted", _("application accepted")
    APPLICATION_RESERVE = "application_reserve", _("on the reserve list")
    APPLICATION_DECLINED = "application_declined", _("application declined")
    REVISION_WANTED = "revision_wanted", _("revision wanted")
    SUBMISSION_ACCEPTED = "submission_accepted", _("hand-in accepted")
    DEADLINE_NEAR = "deadline_near", _("deadline near")
    CERTIFICATE_READY = "certificate_ready", _("certificate ready")
    CERTIFICATE_REVOKED = "certificate_revoked", _("certificate revoked")
    MESSAGE = "message", pgettext_lazy("notice", "message")


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One thing a person should know, shown in the academy.

    `params` fills the sentence of the kind (titles and dates, as they were).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=30, choices=NoticeKind.choices)
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
            models.CheckConstraint(
                condition=models.Q(kind__in=NoticeKind.values), name="notice_kind_known"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.user_id}"
