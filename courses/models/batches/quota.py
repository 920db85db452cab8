from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EACH = "*"
LARGEST_QUOTA = 100_000


class QuotaBy(models.TextChoices):
    """What a quota counts; the words of the solver."""

    REGENCY = "regency", _("Regency")
    PESANTREN = "pesantren", _("Pesantren")
    GENDER = "gender", _("Gender")
    PILLAR = "pillar", _("Pillar")
    FIRST_TIME = "first_time", pgettext_lazy("quota", "First time")


class SelectionQuota(models.Model):
    """How many with a value, or with each value, a batch is to accept.

    Those of a program are what its new batches begin with. `value` is the code of a regency, the
    NSPP of a pesantren, a gender, a pillar, "true", or "*" for each. None: nothing is said.
    """

    program = models.ForeignKey(
        "courses.Program", models.CASCADE, null=True, related_name="selection_quotas"
    )
    batch = models.ForeignKey(
        "courses.Batch", models.CASCADE, null=True, related_name="selection_quotas"
    )
    by = models.CharField(_("counted by"), max_length=10, choices=QuotaBy.choices)
    value = models.CharField(_("value"), max_length=40)
    least = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    most = models.PositiveIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        verbose_name = _("quota of the selection")
        verbose_name_plural = _("quotas of the selection")
        ordering = ["by", "value", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "by", "value"], name="quota_once_a_program"),
            models.UniqueConstraint(fields=["batch", "by", "value"], name="quota_once_a_batch"),
            models.CheckConstraint(
                condition=models.Q(program__isnull=True) ^ models.Q(batch__isnull=True),
                name="quota_of_program_or_batch",
            ),
            models.CheckConstraint(
                condition=models.Q(least__isnull=False) | models.Q(most__isnull=False),
                name="quota_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(least__isnull=True)
                | models.Q(most__isnull=True)
                | models.Q(least__lte=models.F("most")),
                name="quota_least_within_most",
            ),
            models.CheckConstraint(
                condition=models.Q(by__in=QuotaBy.values), name="quota_by_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.value}"

    def as_asked(self) -> dict[str, Any]:
        """Return it as the solver is asked."""
        return {"by": self.by, "value": self.value, "least": self.least, "most": self.most}
