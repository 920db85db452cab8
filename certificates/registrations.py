"""What certificates put into the menus of the house."""

from django.utils.translation import gettext_lazy as _

from academy.notify import kinds
from academy.web import menus
from academy.web.menus import Entry
from certificates.models.notices import CertificateNotice
from courses.workspace import tabs

menus.SITE.add(Entry(_("Check a certificate"), "certificates:check_form", "certificate", 40))
tabs.BATCH.add(Entry(_("Certificates"), "certificates:batch", "", 50))
kinds.register(
    CertificateNotice.READY,
    "certificate",
    (
        {"program", "number"},
        _("Your certificate of %(program)s (number %(number)s) is ready to download."),
    ),
    ({"program"}, _("Your certificate of %(program)s is ready to download.")),
    ((), _("Your certificate is ready to download.")),
    is_milestone=True,
)
kinds.register(
    CertificateNotice.REVOKED,
    "warning",
    (
        {"number", "reason"},
        _("Your certificate number %(number)s is no longer valid. The reason: %(reason)s"),
    ),
    (
        {"number"},
        _("Your certificate number %(number)s is no longer valid. Ask your coordinator why."),
    ),
    ((), _("A certificate of yours is no longer valid. Ask your coordinator why.")),
)
