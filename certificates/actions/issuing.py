"""Issuing: a number is taken, the facts are frozen, and then the paper is printed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from academy.core import audit, jobs
from academy.core.codes import short_code
from academy.core.errors import Refused
from academy.core.models import Counter, Job
from certificates.actions.drafting import Draft, Taught, draft, numbered, taught
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send
from certificates.errors import NoDesign, NotReady, OwnCertificate
from certificates.models import Certificate, CertificateKind, CertificateState
from certificates.pdf.facts import digest
from certificates.queries.readiness import readiness_of
from certificates.rules import is_own
from courses.enrollment.actions import seats
from courses.models import Batch, Enrollment

ISSUE_JOB = "certificates.issue"


def issue(
    enrollment: Enrollment,
    *,
    by,
    kind: str = CertificateKind.COMPLETION,
    at: datetime | None = None,
    of: Taught | None = None,
) -> Certificate:
    """Give `enrollment` a certificate of `kind`; a valid one it has is returned as it is.

    Idempotent, also when called at the same time from several places. `at` is the time of
    issue (now), `of` what the batch taught, where the caller has read it for many. The PDF
    is made by `print_pdf`, after the commit. Raises OwnCertificate, NoDesign, and NotReady
    with the reasons in words.
    """
    existing = _valid(enrollment, kind)
    if existing is not None:
        return existing
    if is_own(by, enrollment):
        raise OwnCertificate
    with transaction.atomic():
        seat = lock(enrollment)
        existing = _valid(seat, kind)
        if existing is not None:
            return existing
        known = replace(of, batch=seat.batch) if of else taught(seat.batch)
        frozen = frozen_facts(known, seat, kind)
        return write(frozen, seat, kind=kind, by=by, at=at or timezone.now())


def lock(enrollment: Enrollment) -> Enrollment:
    """Return the enrollment as it is now, under lock after its batch.

    Rule, marks, attendance and name are read after this, so that nothing a certificate
    rests on is older than the certificate.
    """
    seats.lock(enrollment.batch_id)
    return (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("user", "pesantren__regency", "batch__program", "batch__completion_rule")
        .get(pk=enrollment.pk)
    )


def frozen_facts(of: Taught, enrollment: Enrollment, kind: str) -> Draft:
    """Return the facts to freeze. Raises NoDesign, and NotReady with the reasons."""
    if of.design is None:
        raise NoDesign
    [state] = readiness_of(of.batch, [enrollment], kind)
    if state.reasons:
        raise NotReady("; ".join(state.reasons))
    return draft(of, of.design, enrollment, kind)


def write(
    frozen: Draft,
    enrollment: Enrollment,
    *,
    kind: str,
    by,
    at: datetime,
    replaces: Certificate | None = None,
) -> Certificate:
    """Take the next number of program and year and write the certificate.

    Runs inside the caller's transaction, so that a number is never taken for nothing.
    """
    program = enrollment.batch.program
    issued_on = timezone.localdate(at)
    serial = Counter.take(f"certificates:{program.pk}:{issued_on.year}")
    number = f"{program.code}/{issued_on.year}/{serial:04d}"
    code = short_code()
    printed = numbered(frozen.facts, number=number, code=code, issued_on=issued_on)
    facts = printed.to_json() | {"evidence": frozen.evidence}
    certificate = Certificate.objects.create(
        code=code,
        program=program,
        year=issued_on.year,
        serial=serial,
        number=number,
        kind=kind,
        enrollment=enrollment,
        facts=facts,
        facts_sha256=digest(facts),
        issued_at=at,
        issued_by=by,
        replaces=replaces,
    )
    audit.record("issued", certificate, by=by, enrollment=enrollment.pk, number=number)
    return certificate


def issue_batch(
    batch: Batch,
    enrollments: Sequence[Enrollment],
    *,
    by,
    kind: str = CertificateKind.COMPLETION,
    send_too: bool = False,
    request_id: str,
    return_url: str,
) -> Job:
    """Have certificates issued for `enrollments` of `batch` as a job with progress.

    `request_id` makes the same form sent twice one job. Raises NoDesign.
    """
    if taught(batch).design is None:
        raise NoDesign
    count = len(enrollments)
    title = ngettext(
        "Issue %(count)s certificate, %(batch)s", "Issue %(count)s certificates, %(batch)s", count
    ) % {"count": count, "batch": batch}
    args = {
        "batch": batch.pk,
        "enrollments": [enrollment.pk for enrollment in enrollments],
        "kind": str(kind),
        "send_too": send_too,
        "by": by.pk,
    }
    return jobs.enqueue(
        ISSUE_JOB,
        args,
        by=by,
        title=title,
        return_url=return_url,
        idempotency_key=f"{ISSUE_JOB}:{request_id}",
    )


def issue_many(
    batch: Batch,
    enrollments: Iterable[Enrollment],
    *,
    by,
    kind: str,
    send_too: bool,
    on_step: Callable[[int], None],
) -> dict[str, Any]:
    """Issue and print one after the other; return how many, and who was refused and why.

    May be broken off at any point and run again: what is issued stays, what is printed is
    not printed again.
    """
    of = taught(batch)
    issued = 0
    refused: list[dict[str, Any]] = []
    for step, enrollment in enumerate(enrollments, start=1):
        try:
            certificate = print_pdf(issue(enrollment, by=by, kind=kind, of=of))
        except Refused as refusal:
            refused.append({"enrollment": enrollment.pk, "reason": str(refusal.message)})
        else:
            issued += 1
            if send_too:
                send(certificate, by=by)
        on_step(step)
    return {"issued": issued, "refused": refused}


def _valid(enrollment: Enrollment, kind: str) -> Certificate | None:
    return Certificate.objects.filter(
        enrollment=enrollment, kind=kind, state=CertificateState.VALID
    ).first()
