import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MarkSheet(models.Model):
    """Marks that came in one spreadsheet: set right together, and taken back together.

    Each mark is a `MarkCorrection` of it, with what stood there before; so is each that is
    taken back.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="mark_sheets")
    reason = models.TextField(_("reason"), max_length=500)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("sheet of marks")
        verbose_name_plural = _("sheets of marks")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="mark_sheet_says_why"),
        ]

    @property
    def mark_count(self) -> int:
        """How many marks it brought; what is taken back has a second correction each."""
        count = len(self.corrections.all())
        return count // 2 if self.undone_at else count

    def __str__(self) -> str:
        return f"{self.batch_id} {self.made_at:%Y-%m-%d}"
