"""Certificates whose evidence was corrected after they were issued."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import batched
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext

from academy.people.models import User
from academy.web.kept.readers import KeptFigures
from certificates.models import Certificate, CertificateKind, CertificateState
from courses.completion import queries as completion
from courses.completion.queries import Records
from courses.completion.requirements import requirements
from courses.completion.rules import Figures
from courses.models import Batch, EnrollmentState, Session

# More numbers than this in one question take a database longer than a second question.
READ_AT_ONCE = 500


class Doubt(StrEnum):
    """Why a valid certificate needs a decision.

    It is not earned any more, or it says more than is true: what was demanded or opened
    later is no doubt, only what was taken back.
    """

    LOST = "lost"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """What is said of it in a few words."""
        if self == Doubt.LOST:
            return gettext("not earned any more")
        return gettext("says more than is true")


_kept: KeptFigures[list[Batch]] = KeptFigures()


def batches_to_decide(user: User) -> list[Batch]:
    """Return the batches that `user` runs with certificates of completion not earned any more.

    Each has their number as `lost_count`. All certificates are looked through: once a minute.
    """
    return _kept.read(user.pk, (), lambda: _batches_to_decide(user))


def _batches_to_decide(user: User) -> list[Batch]:
    lost = Q(
        enrollments__certificates__kind=CertificateKind.COMPLETION,
        enrollments__certificates__state=CertificateState.VALID,
        enrollments__state__in=set(EnrollmentState) - {EnrollmentState.COMPLETED},
    )
    found = Batch.objects.all() if user.is_program_manager else user.coordinated_batches.all()
    counted = found.filter(lost).annotate(lost_count=Count("enrollments__certificates"))
    return list(counted.select_related("program").order_by("-number"))


def of_certificates(certificates: Iterable[Certificate]) -> dict[int, Doubt]:
    """Return what is doubtful of `certificates`, by their ids; in three queries for
    `READ_AT_ONCE`, of however many batches they are."""
    valid = [one for one in certificates if one.state == CertificateState.VALID]
    found: dict[int, Doubt] = {}
    for part in batched(valid, READ_AT_ONCE, strict=False):
        found |= _of_part(part)
    return found


def _of_part(certificates: Sequence[Certificate]) -> dict[int, Doubt]:
    seats = {one.enrollment_id: one.enrollment for one in certificates}
    batches = {seat.batch_id for seat in seats.values()}
    records = completion.records_of_all(seats.values())
    demands = completion.demands_of(batches)
    sessions: dict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(batch__in=batches):
        sessions[session.batch_id].append(session)
    found: dict[int, Doubt] = {}
    for one in certificates:
        seat, own = one.enrollment, records[one.enrollment_id]
        now = completion.figures_of(seat, own, demands[seat.batch_id], sessions[seat.batch_id])
        if doubt := _doubt(one, own, now):
            found[one.pk] = doubt
    return found


def _doubt(certificate: Certificate, records: Records, now: Figures) -> Doubt | None:
    seat, evidence = certificate.enrollment, certificate.facts.get("evidence", {})
    fewer_sessions = now.attended_count < (evidence.get("sessions_attended") or 0)
    if certificate.kind == CertificateKind.COMPLETION:
        is_lost = seat.state != EnrollmentState.COMPLETED
        has_less = fewer_sessions or _has_less(evidence, records)
    else:
        asked = requirements(completion.rule_of(seat.batch), now)
        met = all(item.is_met for item in asked if item.key == "attendance")
        is_lost = fewer_sessions and not (met and now.attended_count)
        has_less = fewer_sessions
    if is_lost:
        return Doubt.LOST
    return Doubt.CHANGED if has_less else None


def _has_less(evidence: dict[str, Any], records: Records) -> bool:
    """Whether a mark, or an activity that was done, was taken back since."""
    if set(evidence.get("activities_done", ())) - records.done:
        return True
    frozen: dict[str, str] = evidence.get("marks", {})
    return any(
        records.marks.get(int(key), Decimal(-1)) < Decimal(value) for key, value in frozen.items()
    )
