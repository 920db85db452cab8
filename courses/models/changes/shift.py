import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TimetableShift(models.Model):
    """The dates to come of a batch went by some days, all in one act.

    `changes` holds what moved: `[what, key, field, before, after]` each, with the moments as
    ISO 8601, so that the act can be taken back without touching what others set since.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="timetable_shifts")
    from_on = models.DateField(_("from this day on"))
    days = models.SmallIntegerField(_("by how many days"))
    pause_from = models.DateField(_("pause from"), null=True, blank=True)
    pause_until = models.DateField(_("pause until"), null=True, blank=True)
    changes = models.JSONField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(_("moved at"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True)

    class Meta:
        verbose_name = _("shift of a timetable")
        verbose_name_plural = _("shifts of timetables")
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pause_from__isnull=True, pause_until__isnull=True)
                | models.Q(pause_until__gte=models.F("pause_from")),
                name="timetable_shift_pause_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="timetable_shift_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.days}"
