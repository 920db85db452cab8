import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.codes import short_code
from academy.people.models import Reader
from academy.web.files.storages import private_storage
from courses.models import Enrollment, Program


class CertificateKind(models.TextChoices):
    COMPLETION = "completion", pgettext_lazy("certificate kind", "completion")
    ATTENDANCE = "attendance", pgettext_lazy("certificate kind", "attendance")


class CertificateState(models.TextChoices):
    VALID = "valid", pgettext_lazy("certificate state", "valid")
    REVOKED = "revoked", pgettext_lazy("certificate state", "revoked")
    REPLACED = "replaced", pgettext_lazy("certificate state", "replaced")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Reader) -> Self:
        """Return own ones, those of own batches, or all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        seen = models.Q(enrollment__user=user)
        if user.is_coordinator:
            seen |= models.Q(enrollment__batch__in=user.coordinated_batches.all())
        return self.filter(seen)


class Certificate(models.Model):
    """What was issued. `facts` is all that it prints and rests on, frozen; nothing deleted
    or edited elsewhere changes it."""

    TRANSITIONS = {
        CertificateState.VALID: {CertificateState.REVOKED, CertificateState.REPLACED},
        CertificateState.REVOKED: set(),
        CertificateState.REPLACED: set(),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=12, unique=True, default=short_code)
    program = models.ForeignKey(Program, models.PROTECT, related_name="certificates")
    # Number: the program's code when it was issued, year, serial. Serials count by code.
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("serial number"))
    number = models.CharField(_("number"), max_length=40, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=CertificateKind.choices,
        default=CertificateKind.COMPLETION,
    )
    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="certificates")
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=CertificateState.choices,
        default=CertificateState.VALID,
    )
    facts = models.JSONField(_("facts"))
    facts_sha256 = models.CharField(_("checksum of the facts"), max_length=64)
    pdf = models.FileField(
        _("PDF"), storage=private_storage, upload_to="certificates/%Y/", blank=True
    )
    pdf_sha256 = models.CharField(_("checksum of the PDF"), max_length=64, blank=True)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("revoked or replaced at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["program", "year", "serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "kind"],
                condition=models.Q(state="valid"),
                name="certificate_one_valid",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CertificateState.values),
                name="certificate_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=CertificateKind.values), name="certificate_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="valid") | ~models.Q(reason=""),
                name="certificate_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number
