from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PrivacyNotice(models.Model):
    """One version of the text that people consent to; a published one is never edited.

    Without a time of publishing it is the draft of the next version. There is one at most:
    the version that follows the last can be there once only.
    """

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    text = models.TextField(_("text"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def current(cls) -> "PrivacyNotice | None":
        """Return the newest published version, or None before there is one."""
        return cls.objects.filter(published_at__isnull=False).order_by("-version").first()


class ConsentGiver(models.TextChoices):
    SELF = "self", _("The person")
    GUARDIAN = "guardian", _("A parent or guardian")
    PESANTREN = "pesantren", _("The pesantren")


class Consent(models.Model):
    """Somebody agreed, for a person, to one version of the privacy notice (UU 27/2022)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    notice = models.ForeignKey(PrivacyNotice, models.PROTECT, related_name="consents")
    giver = models.CharField(_("given by"), max_length=10, choices=ConsentGiver.choices)
    giver_name = models.CharField(_("name of the giver"), max_length=150, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="recorded_consents"
    )
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "notice"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_once_per_version",
            ),
            models.CheckConstraint(
                condition=models.Q(giver__in=ConsentGiver.values), name="consent_giver_known"
            ),
            models.CheckConstraint(
                condition=models.Q(giver="self") | ~models.Q(giver_name=""),
                name="consent_giver_named",
            ),
        ]

    def __str__(self) -> str:
        return pgettext_lazy("consent", "version %(version)s") % {"version": self.notice_id}
