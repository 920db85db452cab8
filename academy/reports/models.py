import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Program


class Publication(models.Model):
    """The figures of a program as partners read them on a day and after; never changed.

    `figures` is what `academy.reports.disclosure.steps.Figures` keeps.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="publications")
    on = models.DateField(_("published on"))
    figures = models.JSONField(_("figures"))

    class Meta:
        verbose_name = _("publication of figures")
        verbose_name_plural = _("publications of figures")
        ordering = ["program", "-on"]
        constraints = [
            models.UniqueConstraint(fields=["program", "on"], name="publication_once_a_day"),
        ]

    def __str__(self) -> str:
        on: dt.date = self.on
        return f"{self.program_id} {on.isoformat()}"
