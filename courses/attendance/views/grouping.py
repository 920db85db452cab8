"""Which group of a session a roster shows."""

from dataclasses import dataclass

from academy.core.text.typed import uuid_of
from academy.people.requests import SignedInRequest
from courses.attendance.queries import groups as queries
from courses.models import Session, SessionGroup

EVERYBODY = "semua"


@dataclass(frozen=True, slots=True)
class Part:
    """The groups of a session, and the one that is looked at; None: everybody."""

    groups: list[SessionGroup]
    group: SessionGroup | None


def part_of(request: SignedInRequest, session: Session) -> Part:
    """Return the group that the address names; else the one that the reader leads, and no more.

    Whoever leads the whole session, or runs the batch, begins with everybody.
    """
    if not session.has_groups:
        return Part([], None)
    found = queries.groups_of(session)
    wanted = request.GET.get("kelompok", "")
    chosen = next((one for one in found if one.public_id == uuid_of(wanted)), None)
    if chosen is None and wanted != EVERYBODY and session.trainer_id != request.user.pk:
        led = [one for one in found if one.trainer_id == request.user.pk]
        chosen = led[0] if len(led) == 1 else None
    return Part(found, chosen)
