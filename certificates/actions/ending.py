"""Ending a certificate: revoked, or replaced by a corrected one. Neither is undone."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from academy.core import audit, jobs, states
from academy.core.text.typed import clean_typed
from academy.notify.actions import notify, outdate
from academy.people.locks import account as locked_account
from academy.people.models import User
from certificates.actions.issuing import BEFORE_THE_END, frozen_facts, write
from certificates.actions.sending import ready_key
from certificates.errors import NotReady, OwnCertificate, ReasonMissing
from certificates.models import Certificate, CertificateState
from certificates.models.notices import CertificateNotice
from certificates.models.verbs import CertificateVerb
from certificates.queries import registry
from certificates.queries.readiness import name_problem
from certificates.rules import is_own
from courses.acts import locks


def revoke(certificate: Certificate, *, by: User, reason: str) -> Certificate:
    """Take the validity from `certificate`; the row, its number and its PDF stay.

    The holder is told if it had been sent. Raises OwnCertificate, ReasonMissing, and
    InvalidTransition where it is not valid any more.
    """
    if is_own(by, certificate.enrollment):
        raise OwnCertificate
    with transaction.atomic():
        enrollment = locks.enrollment(certificate.enrollment)
        # Somebody may have sent it while this waited.
        certificate.refresh_from_db(fields=["sent_at"])
        _end(certificate, CertificateState.REVOKED, by=by, reason=reason, at=timezone.now())
        if certificate.sent_at:
            notify(
                enrollment.user,
                CertificateNotice.REVOKED,
                key=f"certificate-revoked:{certificate.pk}",
                params={"number": certificate.number, "program": certificate.facts["program"]},
                url=reverse("certificates:own_list"),
            )
    return certificate


def replace(
    certificate: Certificate, *, by: User, reason: str, full_name: str = "", return_url: str = ""
) -> Certificate:
    """Issue a new certificate, with today's facts, in the place of `certificate`.

    `full_name` corrects the name as it is printed (empty: as it stands in the profile). The
    new one has its own number and code and is sent if the old one was; printing is a job.
    Raises OwnCertificate, ReasonMissing, NoDesign, NoKey, NotReady, and InvalidTransition where
    the old one is not valid any more.
    """
    if is_own(by, certificate.enrollment):
        raise OwnCertificate
    now = timezone.now()
    with transaction.atomic():
        enrollment = locks.enrollment(certificate.enrollment)
        certificate.refresh_from_db(fields=["sent_at"])
        enrollment.user = locked_account(enrollment.user)
        corrected = _correct(enrollment.user, full_name)
        frozen = frozen_facts(enrollment, certificate.kind)
        early = certificate.facts.get("evidence", {}).get(BEFORE_THE_END)
        if early is not None:
            frozen.evidence[BEFORE_THE_END] = early
        _end(certificate, CertificateState.REPLACED, by=by, reason=reason, at=now)
        if corrected:
            enrollment.user.save(update_fields=["certificate_name"])
            audit.record(CertificateVerb.CORRECTED_THE_PRINTED_NAME, enrollment.user, by=by)
        new = write(frozen, enrollment, kind=certificate.kind, by=by, at=now, replaces=certificate)
        jobs.enqueue(
            registry.PRINT_JOB,
            {"certificate": new.pk, "send_too": bool(certificate.sent_at), "by": by.pk},
            by=by,
            title=new.number,
            return_url=return_url,
        )
    return new


def _correct(user: User, full_name: str) -> bool:
    """Set `full_name` as the printed name of `user`, unsaved; say whether that is a change."""
    name = clean_typed(full_name) or user.printed_name
    problem = name_problem(name + user.arabic_name)
    if problem:
        raise NotReady(problem)
    if name == user.printed_name:
        return False
    user.certificate_name = name
    return True


def _end(certificate: Certificate, to: str, *, by: User, reason: str, at: datetime) -> None:
    """Move `certificate` to the end state `to`, with the reason that goes with it."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    # The reason stands in the row alone: the audit log holds no free text about a person.
    Certificate.objects.filter(pk=certificate.pk, state=CertificateState.VALID).update(
        reason=reason
    )
    states.move(certificate, to, by=by, ended_at=at)
    certificate.reason = reason
    # "Ready" is no news any more of what has ended.
    outdate(certificate.enrollment.user, key=ready_key(certificate))
