"""The timetable of a batch as one list of dates, and what a shift would make of it."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from academy.people.models import User
from courses.attendance.queries import planned
from courses.models import Batch, ModuleSchedule, Session, TimetableShift
from courses.programs.queries.shifting import Shift, When, day_of, is_past, written

UNDO_WINDOW = dt.timedelta(minutes=15)
BATCH_DATES: dict[str, str | Promise] = {
    "applications_open_at": _("Applications open"),
    "applications_close_at": _("Applications close"),
    "starts_on": _("First day of the batch"),
    "ends_on": _("Last day of the batch"),
}
MODULE_DATES: dict[str, str | Promise] = {
    "opens_at": pgettext_lazy("module", "Opens"),
    "due_at": pgettext_lazy("module", "Due"),
    "closes_at": pgettext_lazy("module", "Closes"),
}


@dataclass(slots=True)
class Entry:
    """One date of the timetable: of a session, a module, or the batch itself.

    `stays`: why it is no date to move ("": it is one); `after`: where a shift puts it;
    `warnings`: what is then to be thought of; `faults`: why it cannot be put there.
    """

    what: str
    key: int
    column: str
    title: str
    label: str | Promise
    before: When
    stays: str | Promise = ""
    after: When | None = None
    warnings: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    # Somebody else has moved it since the page was shown.
    is_news: bool = False
    session: Session | None = None

    @property
    def name(self) -> str:
        return f"{self.what}-{self.key}-{self.column}"

    @property
    def moves(self) -> bool:
        return self.after is not None and self.after != self.before

    @property
    def has_time(self) -> bool:
        return isinstance(self.before, dt.datetime)


def entries(batch: Batch) -> list[Entry]:
    """Return every date of `batch` in time, in two queries."""
    found = [
        Entry("batch", batch.pk, name, str(batch), label, getattr(batch, name))
        for name, label in BATCH_DATES.items()
    ]
    modules = ModuleSchedule.objects.filter(batch=batch).select_related("module")
    for row in modules.order_by("module__path"):
        for name, label in MODULE_DATES.items():
            if (moment := getattr(row, name)) is not None:
                found.append(Entry("module", row.pk, name, row.module.title, label, moment))
    checked_in = Count("attendance", filter=Q(attendance__checked_in_at__isnull=False))
    sessions = batch.sessions.annotate(checked_in=checked_in).order_by("starts_at", "pk")
    found.extend(_of_session(session) for session in sessions)
    for entry in found:
        if not entry.stays and is_past(entry.before):
            entry.stays = _("over already")
    return sorted(found, key=lambda entry: (day_of(entry.before), entry.what, entry.key))


def _of_session(session: Any) -> Entry:
    entry = Entry(
        "session",
        session.pk,
        "starts_at",
        session.title,
        _("Session"),
        session.starts_at,
        session=session,
    )
    if session.cancelled_at is not None:
        entry.stays = _("called off")
    elif session.starts_at <= timezone.now():
        entry.stays = _("held already")
    elif session.checked_in:
        entry.warnings.append(
            ngettext(
                "%(count)d person has checked in already; that is kept, and marked as of "
                "another time.",
                "%(count)d people have checked in already; that is kept, and marked as of "
                "another time.",
                session.checked_in,
            )
            % {"count": session.checked_in}
        )
    return entry


@dataclass(frozen=True, slots=True)
class Plan:
    """What a shift does: the dates that go, those that stay, and what the batch is then."""

    moving: list[Entry]
    staying: list[Entry]
    after: Batch

    @property
    def is_possible(self) -> bool:
        return bool(self.moving) and not any(entry.faults for entry in self.moving)

    @property
    def warning_count(self) -> int:
        return sum(bool(entry.warnings) for entry in self.moving)

    def shown(self) -> dict[str, str]:
        """Return by name the dates that go, as they are now: what the page has shown."""
        return {entry.name: written(entry.before) for entry in self.moving}


def plan(batch: Batch, shift: Shift, user: User) -> Plan:
    """Return what `shift` makes of the timetable of `batch`; clashes that `user` may know of.

    Nothing is changed. Three queries, however many dates there are.
    """
    after = copy(batch)
    found = entries(batch)
    for entry in found:
        if not entry.stays:
            entry.after = shift.of(entry.before)
        if entry.what == "batch" and entry.after is not None:
            setattr(after, entry.column, entry.after)
    moving = [entry for entry in found if entry.moves]
    staying = [entry for entry in found if not entry.moves]
    for entry in moving:
        if entry.after is not None and is_past(entry.after):
            entry.faults.append(str(_("This would be in the past.")))
    find_contradictions(found)
    _look_at_ends(moving, after)
    _look_at_pause(staying, shift)
    _find_clashes(moving, user)
    return Plan(moving, staying, after)


def find_contradictions(found: Iterable[Entry]) -> None:
    """Put a fault on a date that moves before what has to come first, or stays behind it."""
    groups: dict[tuple[str, int], dict[str, Entry]] = defaultdict(dict)
    for entry in found:
        groups[entry.what, entry.key][entry.column] = entry
    orders = {
        "module": (tuple(MODULE_DATES),),
        "batch": (("applications_open_at", "applications_close_at"), ("starts_on", "ends_on")),
    }
    for (what, _key), group in groups.items():
        for order in orders.get(what, ()):
            there = [group[name] for name in order if name in group]
            for first, last in itertools.pairwise(there):
                if not _comes_after(first, last):
                    fault = str(_("“%(first)s” would not come before “%(last)s”."))
                    words = {"first": first.label, "last": last.label}
                    (last if last.moves else first).faults.append(fault % words)


def _comes_after(first: Entry, last: Entry) -> bool:
    begin, end = first.after or first.before, last.after or last.before
    if isinstance(begin, dt.datetime) and isinstance(end, dt.datetime):
        # One moment may be both for a module; applications need time between.
        return begin < end or (begin == end and first.what == "module")
    return day_of(begin) <= day_of(end)


def _look_at_ends(moving: Iterable[Entry], after: Batch) -> None:
    for entry in moving:
        if entry.what == "batch" or entry.after is None:
            continue
        day = day_of(entry.after)
        if day > after.closes_on:
            entry.warnings.append(str(_("After the day from which the batch can be closed.")))
        elif day > after.ends_on and entry.what == "session":
            entry.warnings.append(str(_("After the last day of the batch.")))
        elif day < after.starts_on:
            entry.warnings.append(str(_("Before the first day of the batch.")))


def _look_at_pause(staying: Iterable[Entry], shift: Shift) -> None:
    for entry in staying:
        if not entry.stays and shift.is_in_pause(entry.before):
            entry.warnings.append(str(_("It is in the pause, and before the day of the shift.")))


def _find_clashes(moving: Iterable[Entry], user: User) -> None:
    """Say which session meets another one at its new time, in its hall or by its trainer."""
    rows = {}
    for entry in moving:
        if entry.session is not None and isinstance(entry.after, dt.datetime):
            moved = copy(entry.session)
            moved.starts_at, moved.ends_at = entry.after, entry.after + length_of(entry.session)
            rows[entry.name] = planned.Planned(moved)
    planned.find_clashes(list(rows.values()), user)
    for entry in moving:
        if (row := rows.get(entry.name)) is None:
            continue
        for other in row.same_place:
            text = _("In the same hall at this time: “%(other)s” of %(batch)s.")
            entry.warnings.append(text % {"other": other, "batch": other.batch})
        for other in row.same_trainer:
            text = _("The trainer is at “%(other)s” of %(batch)s at this time.")
            entry.warnings.append(text % {"other": other, "batch": other.batch})


def length_of(session: Session) -> dt.timedelta:
    """Return how long a session lasts; that stays when it moves."""
    return session.ends_at - session.starts_at


def mark_news(plan: Plan, shown: Mapping[str, str]) -> list[str]:
    """Mark the dates that are not as the page has `shown` them; return in words what is gone."""
    now = plan.shown()
    for entry in plan.moving:
        entry.is_news = now[entry.name] != shown.get(entry.name)
    gone = shown.keys() - now.keys()
    return [entry.title for entry in plan.staying if entry.name in gone]


def latest(batch: Batch) -> TimetableShift | None:
    """Return the last shift of `batch` while it can be taken back."""
    since = timezone.now() - UNDO_WINDOW
    found = batch.timetable_shifts.filter(undone_at__isnull=True, moved_at__gt=since)
    return found.select_related("moved_by").first()
