"""Who of a batch is ready for a certificate, who is not and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from certificates.fonts import missing
from certificates.models import Certificate, CertificateKind, CertificateState
from certificates.queries import printed_names
from certificates.rules import STATES_BY_KIND
from courses.completion import queries as completion
from courses.completion.requirements import requirements
from courses.completion.rules import Figures
from courses.models import Batch, CompletionRule, Enrollment, EnrollmentState

ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Readiness:
    """One person of the batch: has a certificate, may have one, or not yet and why."""

    enrollment: Enrollment
    certificate: Certificate | None
    reasons: tuple[str, ...]
    # One was taken back: another is issued by choosing the person, never with all the others.
    was_revoked: bool = False

    @property
    def name_differs(self) -> bool:
        return printed_names.differs(self.enrollment.user)

    @property
    def titles(self) -> list[str]:
        """What stands before and after the printed name and is not registered."""
        return printed_names.unregistered_titles(self.enrollment.user)

    @property
    def is_ready(self) -> bool:
        return self.certificate is None and not self.reasons


def readiness(batch: Batch, kind: str = CertificateKind.COMPLETION) -> list[Readiness]:
    """Return everybody who ever had a seat in `batch`, by name."""
    enrollments = list(
        batch.enrollments.select_related("user", "pesantren__regency").order_by(
            "user__full_name", "pk"
        )
    )
    return readiness_of(batch, enrollments, kind)


def readiness_of(batch: Batch, enrollments: Sequence[Enrollment], kind: str) -> list[Readiness]:
    """Return the readiness of `enrollments` (of `batch`), in their order."""
    issued: dict[int, Certificate] = {}
    revoked: set[int] = set()
    for certificate in Certificate.objects.filter(
        enrollment__in=enrollments,
        kind=kind,
        state__in=[CertificateState.VALID, CertificateState.REVOKED],
    ):
        if certificate.state == CertificateState.VALID:
            issued[certificate.enrollment_id] = certificate
        else:
            revoked.add(certificate.enrollment_id)
    # The rule is read for those only of whom the stored state does not say it all.
    asked = [
        one
        for one in enrollments
        if one.pk not in issued and (kind == ATTENDANCE or one.state == EnrollmentState.ACTIVE)
    ]
    figures = completion.read(batch, asked) if asked else {}
    rule = completion.rule_of(batch)
    return [
        Readiness(
            enrollment=one,
            certificate=issued.get(one.pk),
            reasons=() if one.pk in issued else _reasons(one, kind, rule, figures.get(one.pk)),
            was_revoked=one.pk in revoked,
        )
        for one in enrollments
    ]


def _reasons(
    enrollment: Enrollment,
    kind: str,
    rule: CompletionRule,
    figures: Figures | None,
) -> tuple[str, ...]:
    reasons: list[str] = []
    if enrollment.state in {EnrollmentState.WITHDRAWN, EnrollmentState.REPLACED}:
        return (_("Left the batch"),)
    if figures is not None and kind == ATTENDANCE:
        reasons += _attendance_reasons(rule, figures)
    elif figures is not None:
        reasons += [
            f"{item.text}: {item.detail}" for item in requirements(rule, figures) if not item.is_met
        ]
    if not reasons and enrollment.state not in STATES_BY_KIND[CertificateKind(kind)]:
        reasons.append(
            _("Did not pass")
            if enrollment.state == EnrollmentState.FAILED
            else _("Not yet marked as completed")
        )
    problem = name_problem(enrollment.user.printed_name + enrollment.user.arabic_name)
    return (*reasons, problem) if problem else tuple(reasons)


def name_problem(name: str) -> str:
    """Return why `name` cannot be printed, or "" if it can."""
    unprintable = missing(name)
    if not unprintable:
        return ""
    return _("The name has signs that cannot be printed: %(signs)s") % {
        "signs": " ".join(unprintable)
    }


def _attendance_reasons(rule: CompletionRule, figures: Figures) -> list[str]:
    if not figures.attended_count:
        return [_("Was at no session")]
    return [
        f"{item.text}: {item.detail}"
        for item in requirements(rule, figures)
        if item.key == ATTENDANCE and not item.is_met
    ]
