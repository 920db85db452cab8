"""Certificates whose evidence was corrected after they were issued."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q

from academy.people.models import User
from academy.web.kept.readers import KeptFigures
from certificates.models import Certificate, CertificateKind, CertificateState
from courses.completion import queries as completion
from courses.completion.requirements import requirements
from courses.completion.rules import Figures
from courses.models import Batch, Enrollment, EnrollmentState, Mark


class Doubt(StrEnum):
    """Why a valid certificate needs a decision.

    It is not earned any more, or it says more than is true: what was demanded or opened
    later is no doubt, only what was taken back.
    """

    LOST = "lost"
    CHANGED = "changed"


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


def of_certificates(batch: Batch, certificates: Sequence[Certificate]) -> dict[int, Doubt]:
    """Return what is doubtful of `certificates` of `batch`, by their ids."""
    valid = [one for one in certificates if one.state == CertificateState.VALID]
    if not valid:
        return {}
    seats: list[Enrollment] = [one.enrollment for one in valid]
    figures = completion.read(batch, seats)
    marks: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for seat, activity, value in Mark.objects.filter(enrollment__in=seats).values_list(
        "enrollment_id", "activity_id", "value"
    ):
        marks[seat][str(activity)] = value
    rule = completion.rule_of(batch)
    found: dict[int, Doubt] = {}
    for one in valid:
        now = figures[one.enrollment_id]
        evidence = one.facts.get("evidence", {})
        fewer_sessions = now.attended_count < (evidence.get("sessions_attended") or 0)
        if one.kind == CertificateKind.COMPLETION:
            is_lost = one.enrollment.state != EnrollmentState.COMPLETED
            has_less = fewer_sessions or _has_less(evidence, now, marks[one.enrollment_id])
        else:
            met = all(i.is_met for i in requirements(rule, now) if i.key == "attendance")
            is_lost = fewer_sessions and not (met and now.attended_count)
            has_less = fewer_sessions
        if is_lost or has_less:
            found[one.pk] = Doubt.LOST if is_lost else Doubt.CHANGED
    return found


def _has_less(evidence: dict[str, Any], now: Figures, marks: Mapping[str, Decimal]) -> bool:
    """Whether a mark, or an activity that was done, was taken back since."""
    if set(evidence.get("activities_done", ())) - now.done:
        return True
    frozen: dict[str, str] = evidence.get("marks", {})
    return any(marks.get(key, Decimal(-1)) < Decimal(value) for key, value in frozen.items())
