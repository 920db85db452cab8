import uuid
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the programs whose figures `user` may see."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        own = models.Q(pk__in=[])
        if user.is_coordinator:
            own |= models.Q(batches__coordinators=user)
        if user.is_partner:
            own |= models.Q(partners=user)
        return self.filter(own).distinct()


class Program(models.Model):
    """A training programme with a target and a period."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    # Stands before the certificate numbers, e.g. GN in GN/2026/0001.
    code = models.CharField(_("short code"), max_length=10, unique=True)
    description = models.TextField(_("description"), blank=True)
    target = models.PositiveIntegerField(
        _("target"), help_text=_("Graduates promised"), validators=[MinValueValidator(1)]
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    rupiah_per_mb = models.PositiveIntegerField(
        _("price of data, rupiah per MB"),
        default=10,
        help_text=_("What participants pay for data; shown before they open a lesson."),
    )
    partners = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="partner_programs",
        verbose_name=_("partners"),
    )  # fmt: skip

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="program_period_forward",
            ),
            models.CheckConstraint(
                condition=models.Q(target__gte=1), name="program_target_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.name
