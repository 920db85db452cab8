"""Certificate designs in Wagtail's admin: words and signer, with the paper as a preview."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.models import CertificateDesign
from certificates.pdf.sample import design_sample


class CertificateDesignViewSet(SnippetViewSet):
    model = CertificateDesign
    icon = "doc-full"
    list_display = ["name", "heading", "city", "signer_name"]
    search_fields = ["name", "heading", "signer_name"]


register_snippet(CertificateDesignViewSet)


def sample(request: HttpRequest) -> FileResponse:
    """Show the paper with the words that are being written; they need not be saved."""
    if not request.user.has_perm("certificates.change_certificatedesign"):
        raise PermissionDenied
    names = ("heading", "statement", "city", "signer_name", "signer_title")
    paper = design_sample(**{name: request.GET.get(name, "")[:250] for name in names})
    return FileResponse(paper, content_type="application/pdf", filename="pratinjau.pdf")


@hooks.register("register_admin_urls")
def sample_url() -> list[URLPattern]:
    return [path("sertifikat/contoh.pdf", sample, name="certificate_design_sample")]
