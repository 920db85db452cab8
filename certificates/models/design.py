from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin

from courses.models import Program


class CertificateDesign(PreviewableMixin, models.Model):
    """Words and signer of a certificate; the drawing is the academy's own."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    heading = models.CharField(_("heading"), max_length=60)
    body = models.CharField(
        _("sentence below the name"), max_length=250, help_text=_("What was completed")
    )
    city = models.CharField(_("city of issue"), max_length=60)
    signer_name = models.CharField(_("name of the signer"), max_length=100)
    signer_title = models.CharField(_("office of the signer"), max_length=150)

    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("body")], heading=_("Words")),
        MultiFieldPanel(
            [FieldPanel("city"), FieldPanel("signer_name"), FieldPanel("signer_title")],
            heading=_("Signature"),
        ),
    ]

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "certificates/design_preview.html"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the paper, which stands in a frame of the page: our policy allows it here."""
        response: HttpResponse = super().serve_preview(request, mode_name)
        response._csp_config = settings.SECURE_CSP | {  # type: ignore[attr-defined]  # Django's
            "frame-src": [CSP.SELF],
        }
        return response


class ProgramDesign(models.Model):
    """Which design the certificates of a program use (courses know no certificates)."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="certificate_design")
    design = models.ForeignKey(CertificateDesign, models.PROTECT, related_name="programs")

    class Meta:
        verbose_name = _("design of a program")
        verbose_name_plural = _("designs of programs")

    def __str__(self) -> str:
        return f"{self.program_id} {self.design_id}"
