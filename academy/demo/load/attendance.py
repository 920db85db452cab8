"""Who came to the sessions that have been held."""

from datetime import timedelta

from academy.demo.load.base import Clock, create
from academy.demo.load.folk import Folk
from academy.demo.load.persona import Persona
from academy.demo.seeds import rng
from courses.models import (
    Attendance,
    AttendanceSource,
    AttendanceStatus,
    Batch,
    Enrollment,
    Session,
)

NEEDED = 6  # of eight sessions are 75 %


def load_attendance(
    clock: Clock, folk: Folk, batch: Batch, seats: list[tuple[Enrollment, int, Persona]]
) -> None:
    """Note the attendance of everybody at every session of `batch` that is over."""
    held = list(Session.objects.filter(batch=batch, ends_at__lt=clock.now).order_by("starts_at"))
    coordinator = batch.coordinators.order_by("pk").first()
    rows = []
    for enrollment, number, persona in seats:
        chance = rng("attendance", batch.number, number)
        own = [session for session in held if session.ends_at >= enrollment.enrolled_at]
        statuses = [_status(chance.random(), persona) for _ in own]
        if persona.fate == "completes":
            statuses = _enough(statuses)
        for session, status in zip(own, statuses, strict=True):
            if session.starts_at > clock.at(persona.stops_on + 5):
                status = AttendanceStatus.ABSENT
            rows.append(
                Attendance(
                    session=session,
                    enrollment=enrollment,
                    status=status,
                    source=AttendanceSource.ROSTER,
                    noted_by=coordinator,
                    noted_at=session.starts_at + timedelta(minutes=25),
                )
            )
    create(rows)


def _status(luck: float, persona: Persona) -> AttendanceStatus:
    present = 0.72 + 0.24 * persona.diligence if persona.fate != "absent" else 0
    if luck < present:
        return AttendanceStatus.PRESENT
    rest = (luck - present) / (1 - present)
    if rest < 0.35:
        return AttendanceStatus.EXCUSED
    return AttendanceStatus.ILL if rest < 0.55 else AttendanceStatus.ABSENT


def _enough(statuses: list[AttendanceStatus]) -> list[AttendanceStatus]:
    """Those who completed were there often enough."""
    statuses = statuses[:]
    for index, status in enumerate(statuses):
        if statuses.count(AttendanceStatus.PRESENT) >= NEEDED:
            break
        if status != AttendanceStatus.PRESENT:
            statuses[index] = AttendanceStatus.PRESENT
    return statuses
