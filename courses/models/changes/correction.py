from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import User


class CorrectedField(models.TextChoices):
    """What somebody who runs a batch sets right about a participant or an applicant."""

    NAME = "full_name", _("Full name")
    PHONE = "phone", pgettext_lazy("telephone number", "Phone")
    BIRTH = "birth_on", _("Date of birth")
    PESANTREN = "pesantren", _("Pesantren")


class PersonCorrectionQuerySet(models.QuerySet["PersonCorrection"]):
    def of(self, person: User) -> Self:
        """Return those of one person, the newest first, each with who made it."""
        return self.filter(person=person).select_related("corrected_by")


class PersonCorrection(models.Model):
    """Somebody's name, phone, birth date or pesantren was found wrong and set right.

    Kept for good with its reason. What stood there and the reason are about a person: they
    stand here, not in the append-only log.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="person_corrections"
    )
    # None: of an applicant, who need not have a seat.
    enrollment = models.ForeignKey(
        "courses.Enrollment", models.PROTECT, null=True, related_name="person_corrections"
    )
    # By `CorrectedField`: what stood there and what stands there now, as text.
    changes = models.JSONField(_("what was corrected"))
    reason = models.TextField(_("reason"), max_length=500)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(_("corrected at"))

    objects = PersonCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a person")
        verbose_name_plural = _("corrections of people")
        ordering = ["-corrected_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="person_correction_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {', '.join(sorted(self.changes))}"
