"""What came of it: figures, who completed, failed or left, and the certificates."""

from datetime import datetime, timedelta

from academy.core.models import AuditEntry
from academy.demo.load.base import Clock, create, set_times, stable_id, sure, update
from academy.demo.load.dates import PERIODS
from academy.demo.load.folk import Folk
from academy.demo.load.persona import Persona
from academy.demo.seeds import rng
from academy.demo.texts.applications import WITHDREW
from certificates.actions import issuing
from certificates.models import Certificate, CertificateDesign, CertificateKind, ProgramDesign
from cms.models import QuizPage
from courses.completion.actions import refresh_batch
from courses.models import (
    Batch,
    Completion,
    Enrollment,
    EnrollmentState,
    Exemption,
    Program,
    Reason,
)

type Seats = list[tuple[Enrollment, int, Persona]]


def load_outcome(clock: Clock, folk: Folk, batch: Batch, seats: Seats) -> None:
    """Let the academy itself work out the figures of `batch`, then put the past into the past."""
    refresh_batch(batch)
    _date_completions(clock, batch)
    coordinator = batch.coordinators.order_by("pk").first()
    steps: list[tuple[Enrollment, str, str, datetime]] = []
    for enrollment, number, persona in seats:
        if persona.fate == "leaves":
            at = clock.past(clock.at(persona.stops_on + 4, 10))
            reason = rng("withdrew", number).choice(WITHDREW)
            steps.append((enrollment, EnrollmentState.WITHDRAWN, reason, at))
        elif persona.fate == "fails":
            steps.append(
                (enrollment, EnrollmentState.FAILED, "", clock.at(PERIODS[batch.number][1] + 2, 9))
            )
        elif persona.fate == "absent":
            steps.append(
                (
                    enrollment,
                    EnrollmentState.REPLACED,
                    "",
                    clock.at(PERIODS[batch.number][0] + 5, 11),
                )
            )
    for enrollment, state, _, _ in steps:
        enrollment.state = state
    update([step[0] for step in steps], ["state"])
    reasons = {
        enrollment.pk: Reason.objects.keep(reason, person=enrollment.user)
        for enrollment, _state, reason, _at in steps
    }
    entries = create(
        AuditEntry(
            actor=coordinator,
            verb="moved",
            object_type="courses.enrollment",
            object_id=enrollment.pk,
            data={"before": "active", "after": state} | _why(reasons[enrollment.pk]),
        )
        for enrollment, state, _reason, _at in steps
    )
    set_times(
        AuditEntry, "at", [(step[3], entry.pk) for step, entry in zip(steps, entries, strict=True)]
    )


def load_exemption(clock: Clock, batch: Batch) -> None:
    """Let one person, who was ill, be exempt from the latest quiz that is not done."""
    seat = batch.enrollments.active().order_by("pk").last()
    coordinator = batch.coordinators.order_by("pk").first()
    if seat is None or coordinator is None:
        return
    left = QuizPage.objects.filter(required_in__batch=batch, is_graded=True)
    quiz = left.exclude(completions__enrollment=seat).order_by("path").last()
    if quiz is not None:
        Exemption.objects.create(
            enrollment=seat,
            activity=quiz,
            reason="Dirawat di rumah sakit selama modul ini; surat dokter ada di sekretariat.",
            given_by=coordinator,
            given_at=clock.past(clock.at(-3, 10)),
        )


def _why(reason: Reason | None) -> dict[str, int]:
    return {"reason": reason.pk} if reason else {}


def _date_completions(clock: Clock, batch: Batch) -> None:
    """Who completed did so when the last thing was done, not at the moment of loading."""
    completed = list(batch.enrollments.filter(state=EnrollmentState.COMPLETED))
    last: dict[int, datetime] = {}
    for pk, at in Completion.objects.filter(enrollment__in=completed).values_list(
        "enrollment_id", "received_at"
    ):
        last[pk] = max(at, last.get(pk, at))
    for enrollment in completed:
        enrollment.completed_at = enrollment.eligible_at = clock.past(
            last[enrollment.pk] + timedelta(minutes=2)
        )
    update(completed, ["completed_at", "eligible_at"])
    times = {enrollment.pk: sure(enrollment.completed_at) for enrollment in completed}
    entries = AuditEntry.objects.filter(object_type="courses.enrollment", object_id__in=list(times))
    set_times(AuditEntry, "at", [(times[entry.object_id], entry.pk) for entry in entries])


def load_design(program: Program) -> None:
    """The words of the certificate and who signs it."""
    design = CertificateDesign.objects.create(
        name="OPOP Academy",
        heading="Sertifikat Kelulusan",
        body="telah menyelesaikan seluruh syarat program pelatihan",
        city="Surabaya",
        signer_name="Dr. Retno Kusumawardhani Sasmita",
        signer_title="Pengelola Program OPOP Academy",
    )
    ProgramDesign.objects.create(program=program, design=design)


def load_certificates(clock: Clock, folk: Folk, batch: Batch) -> None:
    """Issue the certificates of the finished batch four days after its end.

    Numbers and facts are there at once; the worker prints and sends the PDFs.
    """
    coordinator = folk.workers["koordinator"]
    ready = list(
        batch.enrollments.filter(state=EnrollmentState.COMPLETED)
        .select_related("user", "pesantren__regency", "batch__program", "batch__completion_rule")
        .order_by("user__full_name", "pk")
    )
    for index, enrollment in enumerate(ready):
        at = clock.at(PERIODS[batch.number][1] + 4, 10) + timedelta(seconds=4 * index)
        issuing.issue(enrollment, by=coordinator, at=at)
    issued = Certificate.objects.filter(enrollment__batch=batch).values_list("issued_at", "pk")
    by_key = {pk: at for at, pk in issued}
    entries = AuditEntry.objects.filter(verb="issued", object_id__in=list(by_key))
    set_times(AuditEntry, "at", [(by_key[entry.object_id], entry.pk) for entry in entries])
    issuing.issue_batch(
        batch,
        ready,
        by=coordinator,
        kind=CertificateKind.COMPLETION,
        send_too=True,
        client_id=stable_id("certificates", batch.number),
        return_url="",
    )
