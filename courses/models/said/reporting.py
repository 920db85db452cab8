"""What participants write or show to one another can be reported, hidden and shown again."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader


class Hideable(models.Model):
    """Something that others of a batch see until somebody who runs the batch hides it.

    It has a `public_id` and a `batch`; the room that owns it registers its kind
    (`courses.moderation.kinds`).
    """

    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class ReportReason(models.TextChoices):
    INSULT = "insult", pgettext_lazy("report", "It insults somebody or is coarse")
    PRIVATE = "private", pgettext_lazy("report", "It shows somebody's number, address or secret")
    ADVERT = "advert", pgettext_lazy("report", "It is an advertisement or a fraud")
    OTHER = "other", pgettext_lazy("report", "Something else")


class ReportState(models.TextChoices):
    OPEN = "open", pgettext_lazy("report", "waits")
    HIDDEN = "hidden", pgettext_lazy("report", "hidden")
    DISMISSED = "dismissed", pgettext_lazy("report", "left as it is")


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(state=ReportState.OPEN)

    def visible_to(self, user: Reader) -> Self:
        """Return what is reported in the batches that `user` runs."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        if not user.is_coordinator:
            return self.none()
        return self.filter(batch__in=user.coordinated_batches.all())


class Report(models.Model):
    """Somebody finds that a thing should not be seen. `kind` and `object_id` say what it is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what"), max_length=20)
    object_id = models.BigIntegerField(_("key"))
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports")
    reason = models.CharField(_("why"), max_length=8, choices=ReportReason.choices)
    text = models.TextField(_("in own words"), max_length=500, blank=True)
    reported_at = models.DateTimeField(_("reported at"))
    state = models.CharField(
        _("state"), max_length=9, choices=ReportState.choices, default=ReportState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["reported_at", "pk"]
        indexes = [models.Index(fields=["batch", "state"], name="report_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "reporter"], name="report_once_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=ReportReason.values), name="report_reason_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ReportState.values), name="report_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(decided_at__isnull=False),
                name="report_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Hiding(models.Model):
    """A thing was hidden, why, and until when: the words behind the audit log."""

    kind = models.CharField(_("what"), max_length=20)
    object_id = models.BigIntegerField(_("key"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="hidings")
    reason = models.TextField(_("reason"), max_length=500)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hidden_at = models.DateTimeField(_("hidden at"))
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    shown_at = models.DateTimeField(_("shown again at"), null=True, blank=True)

    class Meta:
        verbose_name = _("hiding")
        verbose_name_plural = _("hidings")
        ordering = ["hidden_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                condition=models.Q(shown_at__isnull=True),
                name="hiding_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
