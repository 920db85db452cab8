"""All dates to come of a batch go later or earlier in one act, and back for a while."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.attendance.actions import telling
from courses.completion import actions as completion
from courses.models import Batch, ModuleSchedule, Session, TimetableShift
from courses.models.notices import SessionNotice
from courses.models.verbs import CourseVerb
from courses.programs.queries import timetable
from courses.programs.queries.shifting import Shift, When, is_past, read, written
from courses.programs.queries.timetable import Entry


class DatesChanged(Refused):
    message = _(
        "Somebody else has changed dates of this batch since you looked. Nothing was moved; here "
        "is how it stands now: look again, then move."
    )


class DatesContradict(Refused):
    message = _("Some dates cannot go there: see what stands beside them. Nothing was moved.")


class NothingMoves(Refused):
    message = _("No date to come is on this day or after it. Choose an earlier day.")


class TooLate(Refused):
    message = _(
        "A quarter of an hour has passed, and people go by the new dates. Move them back in the "
        "same way."
    )


class NothingToPutBack(Refused):
    message = _("All these dates were changed again since, or are over. They stay as they are.")


def shift_timetable(
    *, batch: Batch, by: User, shift: Shift, shown: Mapping[str, str]
) -> TimetableShift:
    """Move every date to come of `batch` as `shift` says, and tell everybody in one message.

    What is held, over or called off stays. Check-ins stay with their session. `shown` is what
    the page has shown (`Plan.shown`). Raises DatesChanged where that is not how it stands,
    NothingMoves, or DatesContradict.
    """
    with transaction.atomic():
        batch = locks.batch_and_seats(batch.pk)
        batch.end_plan()
        plan = timetable.plan(batch, shift, by)
        if plan.shown() != shown:
            raise DatesChanged
        if not plan.moving:
            raise NothingMoves
        if not plan.is_possible:
            raise DatesContradict
        moved = [(entry, entry.after) for entry in plan.moving if entry.after is not None]
        made = TimetableShift.objects.create(
            batch=batch,
            from_on=shift.from_on,
            days=shift.days,
            pause_from=shift.pause_from,
            pause_until=shift.pause_until,
            changes=[
                [entry.what, entry.key, entry.column, written(entry.before), written(after)]
                for entry, after in moved
            ],
            moved_by=by,
            moved_at=timezone.now(),
        )
        sessions = _write(batch, moved)
        audit.record(CourseVerb.TIMETABLE_SHIFTED, batch, by=by, shift=made.pk, dates=len(moved))
        _tell(made, sessions, SessionNotice.TIMETABLE, by=by)
    return made


def undo_shift(*, shift: TimetableShift, by: User) -> tuple[int, int]:
    """Put the dates of `shift` back; return how many, and how many stay.

    What somebody has changed since stays, and so does what would then be over. Done twice it is
    done once. Raises TooLate, NothingToPutBack, or DatesContradict where what was changed since
    does not go with the earlier dates.
    """
    with transaction.atomic():
        batch = locks.batch_and_seats(shift.batch_id)
        shift = TimetableShift.objects.get(pk=shift.pk)
        if shift.undone_at is not None:
            return 0, 0
        if shift.moved_at < timezone.now() - timetable.UNDO_WINDOW:
            raise TooLate
        batch.end_plan()
        back = _to_put_back(batch, shift)
        if not back:
            raise NothingToPutBack
        _refuse_contradiction(batch, back)
        sessions = _write(batch, back)
        shift.undone_at, shift.undone_by = timezone.now(), by
        shift.save(update_fields=["undone_at", "undone_by"])
        audit.record(
            CourseVerb.TIMETABLE_SHIFT_UNDONE, batch, by=by, shift=shift.pk, dates=len(back)
        )
        _tell(shift, sessions, SessionNotice.TIMETABLE_BACK, by=by)
    return len(back), len(shift.changes) - len(back)


def _to_put_back(batch: Batch, shift: TimetableShift) -> list[tuple[Entry, When]]:
    """Return what is still as `shift` has made it, with when it was before."""
    now = {entry.name: entry for entry in timetable.entries(batch)}
    back = []
    for what, key, name, before, after in shift.changes:
        entry = now.get(f"{what}-{key}-{name}")
        if entry is None or entry.stays or written(entry.before) != after:
            continue
        if not is_past(read(before)):
            back.append((entry, read(before)))
    return back


def _refuse_contradiction(batch: Batch, back: Iterable[tuple[Entry, When]]) -> None:
    found = {entry.name: entry for entry in timetable.entries(batch)}
    for entry, before in back:
        found[entry.name].after = before
    timetable.find_contradictions(found.values())
    if any(entry.faults for entry in found.values()):
        raise DatesContradict


def _write(batch: Batch, moved: Iterable[tuple[Entry, When]]) -> list[Session]:
    """Write when each date is now, and bring the figures up to date; return the sessions."""
    changed_at = timezone.now()
    sessions: list[Session] = []
    modules: dict[int, dict[str, Any]] = {}
    facts: dict[str, Any] = {}
    for entry, after in moved:
        if entry.session is not None:
            session = entry.session
            length = timetable.length_of(session)
            session.starts_at, session.ends_at = after, after + length
            # Whoever was asked for it is told anew when it ends.
            session.changed_at, session.counted_at = changed_at, None
            sessions.append(session)
        elif entry.what == "module":
            modules.setdefault(entry.key, {"changed_at": changed_at})[entry.column] = after
        else:
            facts[entry.column] = after
    Session.objects.bulk_update(sessions, ["starts_at", "ends_at", "changed_at", "counted_at"])
    for key, dates in modules.items():
        ModuleSchedule.objects.filter(pk=key).update(**dates)
    if facts:
        Batch.objects.filter(pk=batch.pk).update(**facts)
    completion.refresh_batch(Batch.objects.get(pk=batch.pk))
    return sessions


def _tell(shift: TimetableShift, sessions: list[Session], kind: SessionNotice, *, by: User) -> None:
    telling.tell_of_timetable(shift.batch, sessions, kind, change=f"{shift.pk}-{kind.value}", by=by)
