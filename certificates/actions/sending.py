"""Telling a person that the certificate is there."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from academy.core import audit, jobs
from academy.core.jobs import Progress
from academy.core.models import Job
from academy.notify.actions import notify
from academy.people.models import User
from certificates.actions.telling import tell_sent
from certificates.errors import EndedMeanwhile, NotPrinted
from certificates.models import Certificate, CertificateState
from certificates.models.notices import CertificateNotice
from certificates.models.verbs import CertificateVerb
from courses.acts import locks
from courses.models import Batch

SEND_JOB = "certificates.send"


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
        # Whose it is, too: two accounts of one person may have been merged meanwhile.
        holder = locks.enrollment(certificate.enrollment).user
        stored = Certificate.objects.select_for_update(of=("self",), no_key=True).get(
            pk=certificate.pk
        )
        certificate.sent_at, certificate.state = stored.sent_at, stored.state
        if certificate.sent_at or certificate.state != CertificateState.VALID:
            return certificate
        certificate.sent_at = timezone.now()
        certificate.save(update_fields=["sent_at"])
        notify(
            holder,
            CertificateNotice.READY,
            key=ready_key(certificate),
            params={"number": certificate.number, "program": certificate.facts["program"]},
            url=reverse("certificates:own_list"),
        )
        audit.record(CertificateVerb.SENT, certificate, by=by)
    return certificate


def send_all(certificates: Iterable[Certificate], *, by: User) -> int:
    """Send each of `certificates` at once; return how many were sent now."""
    waiting = [one for one in certificates if not one.sent_at]
    # What has ended meanwhile is left alone.
    return sum(send(one, by=by).sent_at is not None for one in waiting)


def request_sending(
    batch: Batch,
    certificates: Sequence[Certificate],
    *,
    by: User,
    client_id: UUID,
    chosen: Sequence[UUID],
    return_url: str,
) -> Job:
    """Have many `certificates` of `batch` sent as a job with progress.

    The same form sent twice is one job; `chosen` are the public ids on it (who of them waits
    changes while the job runs). Raises SentDifferently.
    """
    count = len(certificates)
    return jobs.enqueue_once(
        SEND_JOB,
        {"batch": batch.pk, "certificates": [one.pk for one in certificates], "by": by.pk},
        by=by,
        client_id=client_id,
        sent=[batch.pk, sorted(chosen)],
        title=ngettext(
            "Send %(count)s certificate, %(batch)s", "Send %(count)s certificates, %(batch)s", count
        )
        % {"count": count, "batch": batch},
        return_url=return_url,
        total=count,
    )


def send_many(progress: Progress, certificates: Sequence[int], *, by: User) -> None:
    """Send each of `certificates` (ids), none twice; tell who asked how many were sent."""

    def act(pk: int) -> None:
        if send(Certificate.objects.get(pk=pk), by=by).sent_at is None:
            raise EndedMeanwhile

    progress.once_each(certificates, act)
    tell_sent(progress.job)
