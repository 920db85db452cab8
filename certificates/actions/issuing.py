"""Issuing: a number is taken, the facts are frozen, and then the paper is printed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from academy.core import audit, jobs
from academy.core.codes import short_code
from academy.core.errors import Refused
from academy.core.models import Counter, Job
from academy.people.models import User
from certificates.actions.drafting import Draft, draft, numbered, taught
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send
from certificates.errors import NoDesign, NoKey, NotReady, OwnCertificate, TooEarly
from certificates.models import Certificate, CertificateKind, CertificateState
from certificates.models.verbs import CertificateVerb
from certificates.pdf import key_state
from certificates.pdf.facts import digest
from certificates.queries.early import still_to_come
from certificates.queries.readiness import readiness_of
from certificates.rules import STATES_BY_KIND, is_own
from courses.acts import locks
from courses.models import Batch, Enrollment

ISSUE_JOB = "certificates.issue"
# What the evidence of an early one is called.
BEFORE_THE_END = "before_the_end"


def issue(
    enrollment: Enrollment,
    *,
    by: User,
    kind: str = CertificateKind.COMPLETION,
    at: datetime | None = None,
    early_reason: str = "",
) -> Certificate:
    """Give `enrollment` a certificate of `kind`; a valid one it has is returned as it is.

    Idempotent, also when called at the same time from several places. What it says of the person
    is read under the lock of the enrollment; what the batch taught, as of the last change of
    the batch or of a published page. `at` is the time of issue (now). Before the end of the
    batch an `early_reason` is wanted, and the evidence says so. The PDF is made by `print_pdf`,
    after the commit. Raises OwnCertificate, NoDesign, NoKey, SeatMoved, TooEarly, and NotReady
    with the reasons in words.
    """
    with transaction.atomic():
        asked_in, enrollment = enrollment.batch_id, locks.enrollment(enrollment)
        if enrollment.batch_id != asked_in:
            raise locks.SeatMoved
        existing = _valid(enrollment, kind)
        if existing is not None:
            return existing
        if is_own(by, enrollment):
            raise OwnCertificate
        frozen = frozen_facts(enrollment, kind)
        if enrollment.state not in STATES_BY_KIND[CertificateKind(kind)]:
            raise NotReady
        ahead = still_to_come(enrollment.batch, at)
        if ahead is not None:
            if not early_reason:
                # A session may have been added since this was asked for.
                raise TooEarly
            frozen.evidence[BEFORE_THE_END] = ahead.as_evidence(early_reason)
        return write(frozen, enrollment, kind=kind, by=by, at=at or timezone.now())


def frozen_facts(enrollment: Enrollment, kind: str) -> Draft:
    """Return the facts to freeze, of a locked enrollment.

    Raises NoDesign, NoKey, and NotReady with the reasons.
    """
    of = taught(enrollment.batch)
    if of.design is None:
        raise NoDesign
    # A number without a paper that can be signed is a promise that nobody can show.
    if not key_state.is_in_place():
        raise NoKey
    [state] = readiness_of(of.batch, [enrollment], kind)
    if state.reasons:
        raise NotReady("; ".join(state.reasons))
    return draft(of, of.design, enrollment, kind)


def write(
    frozen: Draft,
    enrollment: Enrollment,
    *,
    kind: str,
    by: User,
    at: datetime,
    replaces: Certificate | None = None,
) -> Certificate:
    """Take the next number of the program's code and year and write the certificate.

    Numbers count by what is printed: a code that another program gives up and this one takes
    goes on where it stood. Runs inside the caller's transaction, so that a number is never
    taken for nothing.
    """
    program = enrollment.batch.program
    issued_on = timezone.localdate(at)
    serial = Counter.take(f"certificates:{program.code}:{issued_on.year}")
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
    audit.record(
        CertificateVerb.ISSUED, certificate, by=by, enrollment=enrollment.pk, number=number
    )
    return certificate


def issue_batch(
    batch: Batch,
    enrollments: Sequence[Enrollment],
    *,
    by: User,
    kind: str = CertificateKind.COMPLETION,
    send_too: bool = False,
    client_id: UUID,
    chosen: Sequence[UUID] = (),
    early_reason: str = "",
    return_url: str,
) -> Job:
    """Have certificates issued for `enrollments` of `batch` as a job with progress.

    The same form sent twice is one job; `chosen` are the public ids on it (who of them is
    ready changes while the job runs). Before the end of the batch an `early_reason` is wanted.
    Raises NoDesign, NoKey, TooEarly or SentDifferently.
    """
    if taught(batch).design is None:
        raise NoDesign
    if not key_state.is_in_place():
        raise NoKey
    early_reason = early_reason.strip()
    if not early_reason and still_to_come(batch) is not None:
        raise TooEarly
    count = len(enrollments)
    title = ngettext(
        "Issue %(count)s certificate, %(batch)s", "Issue %(count)s certificates, %(batch)s", count
    ) % {"count": count, "batch": batch}
    args = {
        "batch": batch.pk,
        "enrollments": [enrollment.pk for enrollment in enrollments],
        "kind": str(kind),
        "send_too": send_too,
        "early_reason": early_reason,
        "by": by.pk,
    }
    return jobs.enqueue_once(
        ISSUE_JOB,
        args,
        by=by,
        client_id=client_id,
        sent=[batch.pk, kind, send_too, chosen],
        title=title,
        return_url=return_url,
    )


def issue_many(
    batch: Batch,
    enrollments: Iterable[Enrollment],
    *,
    by: User,
    kind: str,
    send_too: bool,
    early_reason: str = "",
    on_step: Callable[[int], None],
) -> dict[str, Any]:
    """Issue and print one after the other; return how many, who was refused and why, and whose
    paper is still to be printed.

    May be broken off at any point and run again: what is issued stays, what is printed is
    not printed again.
    """
    issued = 0
    refused: list[dict[str, Any]] = []
    unprinted: list[int] = []
    for step, enrollment in enumerate(enrollments, start=1):
        try:
            if enrollment.batch_id != batch.pk:
                # Moved since it was asked for: there, others decide by another rule.
                raise locks.SeatMoved
            certificate = issue(enrollment, by=by, kind=kind, early_reason=early_reason)
        except Refused as refusal:
            refused.append({"enrollment": enrollment.pk, "reason": str(refusal.message)})
        else:
            issued += 1
            if not _is_printed(certificate):
                unprinted.append(enrollment.pk)
            elif send_too:
                send(certificate, by=by)
        on_step(step)
    return {"issued": issued, "refused": refused, "unprinted": unprinted}


def _is_printed(certificate: Certificate) -> bool:
    """Print `certificate`; False where the key went away after its number was taken."""
    try:
        print_pdf(certificate)
    except NoKey:
        return False
    return True


def _valid(enrollment: Enrollment, kind: str) -> Certificate | None:
    return Certificate.objects.filter(
        enrollment=enrollment, kind=kind, state=CertificateState.VALID
    ).first()
