"""What certificates put into the menus of the house."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academy.notify import kinds
from academy.people.models import User
from academy.web.shell import first_day, menus, parts
from academy.web.shell.first_day import Step
from academy.web.shell.menus import Entry
from certificates.models import CertificateDesign
from certificates.models.notices import CertificateNotice
from certificates.pdf import key_state
from certificates.queries import corrected, doubts, holding, registry
from courses.learning.queries import outcome
from courses.models import SavedFilter
from courses.workspace import tabs
from courses.workspace.queries.people import corrections, merging, moving


def _to_decide(user: User) -> dict[str, object] | None:
    """Return the batches in which certificates of completion are not earned any more."""
    if not (user.is_coordinator or user.is_program_manager):
        return None
    batches = doubts.batches_to_decide(user)
    return {"batches": batches} if batches else None


def _own(user: User) -> dict[str, object] | None:
    """Link to the certificates of who may have some."""
    return None if user.works_here else {}


CHECK = Entry(_("Check a certificate"), "certificates:check_form", "certificate", 40)
menus.SITE.add(CHECK)
menus.FOOT.add(CHECK)
menus.WORKSPACE.add(
    Entry(
        _("Register of certificates"),
        "certificates:register",
        "certificate",
        45,
        shown_to=lambda user: user.is_coordinator or user.is_program_manager,
    )
)
first_day.add(
    Step(
        "design",
        _("Make a certificate design"),
        _("Its words and who signs. Then choose it on the certificates page of a batch."),
        partial(reverse, "wagtailsnippets_certificates_certificatedesign:add"),
        75,
        CertificateDesign.objects.exists,
    ),
    Step(
        "key",
        _("Put the signing key in place"),
        _("Certificates are signed with it. Make one here, or have your own put there."),
        partial(reverse, "certificates:key"),
        80,
        key_state.is_in_place,
    ),
)


def _at_the_desk(_user: User, *, saved: SavedFilter) -> dict[str, object]:
    """Lead whom a filter means to the desk: who shares it runs the batch, and issues there."""
    return {"saved": saved}


tabs.BATCH.add(Entry(_("Certificates"), "certificates:batch", "", 50))
outcome.register(registry.outcome)
corrections.register(corrected.keep_what_they_print)
moving.register(holding.issued_for)
merging.register(holding.numbers_of)
parts.add("account", "certificates/_account.html", _own)
parts.add("work_start", "certificates/_start.html", _to_decide)
parts.add("saved_filter", "certificates/_saved_filter.html", _at_the_desk)
kinds.register(
    CertificateNotice.READY,
    "certificate",
    (
        {"program", "number"},
        _("Your certificate of %(program)s (number %(number)s) is ready to download."),
    ),
    ({"program"}, _("Your certificate of %(program)s is ready to download.")),
    ((), _("Your certificate is ready to download.")),
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
