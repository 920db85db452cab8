"""Telling a person that the certificate is there."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from academy.core import audit
from academy.notify.actions import notify
from academy.people.models import User
from certificates.errors import NotPrinted
from certificates.models import Certificate, CertificateState
from certificates.models.notices import CertificateNotice
from certificates.models.verbs import CertificateVerb


def ready_key(certificate: Certificate) -> str:
    """Return the key of the notice that says "ready" of `certificate`."""
    return f"certificate:{certificate.pk}"


def send(certificate: Certificate, *, by: User) -> Certificate:
    """Show `certificate` to its holder and tell them so; sent twice it is one notice.

    One that was revoked or replaced meanwhile is left alone. Raises NotPrinted while there
    is no PDF.
    """
    if certificate.sent_at:
        return certificate
    if not certificate.pdf:
        raise NotPrinted
    with transaction.atomic():
        stored = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
        certificate.sent_at, certificate.state = stored.sent_at, stored.state
        if certificate.sent_at or certificate.state != CertificateState.VALID:
            return certificate
        certificate.sent_at = timezone.now()
        certificate.save(update_fields=["sent_at"])
        notify(
            certificate.enrollment.user,
            CertificateNotice.READY,
            key=ready_key(certificate),
            params={"number": certificate.number, "program": certificate.facts["program"]},
            url=reverse("certificates:own_list"),
        )
        audit.record(CertificateVerb.SENT, certificate, by=by)
    return certificate


def send_all(certificates: Iterable[Certificate], *, by: User) -> int:
    """Send each of `certificates`; return how many were sent now."""
    waiting = [one for one in certificates if not one.sent_at]
    for certificate in waiting:
        send(certificate, by=by)
    return len(waiting)
