"""Sessions of a batch as they are accounted for: who led them, and who came."""

from dataclasses import dataclass

from courses.attendance.queries.planned import sessions_of
from courses.models import Batch, Session, TrainerAttendance


@dataclass(frozen=True, slots=True)
class Held:
    """A session; `led` is what is noted of a trainer there, None where nothing is."""

    session: Session
    led: TrainerAttendance | None

    @property
    def trainer(self) -> str:
        who = self.led.trainer if self.led else self.session.trainer
        return who.full_name if who else ""


def held(batch: Batch) -> list[Held]:
    """Return the sessions of `batch` in time, those called off left out, once for each trainer
    of whom something is noted there."""
    noted: dict[int, list[TrainerAttendance]] = {}
    rows = TrainerAttendance.objects.filter(session__batch=batch).order_by("pk")
    for row in rows.select_related("trainer", "noted_by"):
        noted.setdefault(row.session_id, []).append(row)
    return [
        Held(session, led)
        for session in sessions_of(batch).filter(cancelled_at=None)
        for led in noted.get(session.pk, [None])
    ]
