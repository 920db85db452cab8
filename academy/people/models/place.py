from django.db import models
from django.utils.translation import gettext_lazy as _


class Regency(models.Model):
    """A kabupaten or kota of East Java; the codes are those of Kemendagri and BPS."""

    kemendagri_code = models.CharField(_("Kemendagri code"), max_length=5, unique=True)
    bps_code = models.CharField(_("BPS code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("regency")
        verbose_name_plural = _("regencies")
        ordering = ["kemendagri_code"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A kecamatan."""

    kemendagri_code = models.CharField(_("Kemendagri code"), max_length=8, unique=True)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="districts")
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["kemendagri_code"]

    def __str__(self) -> str:
        return self.name
