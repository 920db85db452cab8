from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import ActivityPage
from courses.models.seats.enrollment import Enrollment


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def valid(self) -> Self:
        """Return those that were not ended."""
        return self.filter(ended_at__isnull=True)

    def of(self, enrollment: Enrollment) -> Self:
        """Return those of one seat, the newest first, each with who gave and ended it."""
        return self.filter(enrollment=enrollment).select_related("given_by", "ended_by")


class Exemption(models.Model):
    """A person need not do an activity: it is not demanded, and counts in no mean.

    Kept for good, with its reason; one that was ended stays, marked so.
    """

    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="exemptions")
    activity = models.ForeignKey(ActivityPage, models.PROTECT, related_name="exemptions")
    reason = models.TextField(_("reason"), max_length=500)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given at"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "activity"],
                condition=models.Q(ended_at__isnull=True),
                name="exemption_one_valid",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="exemption_says_why"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="exemption_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.activity_id}"
