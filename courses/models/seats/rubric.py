from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# What all criteria of a rubric give together: a score is a sum, and nothing is rounded.
FULL_SCORE = 100


class SelectionRubric(models.Model):
    """How applications to a program are scored, and what is looked at when one is verified.

    Never changed: another version follows. `criteria` are dicts of key, name, about and points
    (the most that it gives); together they give 100.
    """

    program = models.ForeignKey("courses.Program", models.PROTECT, related_name="selection_rubrics")
    version = models.PositiveIntegerField(_("version"))
    # The version in which the criteria became what they are; checks may have changed since.
    criteria_since = models.PositiveIntegerField(_("criteria since version"))
    criteria = models.JSONField(_("criteria"), default=list)
    checks = models.JSONField(_("what is looked at"), default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("rubric of the selection")
        verbose_name_plural = _("rubrics of the selection")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "version"], name="selection_rubric_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} v{self.version}"


class Assessment(models.Model):
    """What was noted about an application: points by criterion, and what was looked at.

    As long as a criterion has no points it is a draft, and the application has no score.
    """

    application = models.OneToOneField(
        "courses.Application", models.CASCADE, related_name="assessment"
    )
    # By which the points were given; None while none were.
    rubric = models.ForeignKey(SelectionRubric, models.PROTECT, null=True, related_name="+")
    points = models.JSONField(_("points"), default=dict)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    scored_at = models.DateTimeField(_("scored at"), null=True)
    # In the words of the list as it was then.
    seen = models.JSONField(_("looked at"), default=list)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(_("looked at on"), null=True)

    class Meta:
        verbose_name = _("assessment of an application")
        verbose_name_plural = _("assessments of applications")

    def __str__(self) -> str:
        return str(self.application_id)

    def points_of(self, criterion: dict[str, Any]) -> int | None:
        """Return the points given for a criterion of the rubric, None where none are."""
        found: int | None = self.points.get(criterion["key"])
        return found
