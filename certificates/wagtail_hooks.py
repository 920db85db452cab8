"""Certificate designs in Wagtail's admin: words and signer, with the paper as a preview."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.models import CertificateDesign


class CertificateDesignViewSet(SnippetViewSet):
    model = CertificateDesign
    icon = "doc-full"
    list_display = ["name", "heading", "city", "signer_name"]
    search_fields = ["name", "heading", "signer_name"]
    add_to_admin_menu = False


register_snippet(CertificateDesignViewSet)
