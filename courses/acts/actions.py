"""What every act of a participant has in common: locked, done once, allowed, seen."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from academy.core import acts, audit
from academy.core.acts import Once
from academy.core.errors import Refused
from academy.people.models import User
from academy.web import formats
from cms.models import ActivityPage
from courses.acts import locks
from courses.acts import rules as learn
from courses.acts.device import counted
from courses.acts.kinds import ActKind
from courses.acts.queries import times_of
from courses.models import Enrollment
from courses.models.verbs import CourseVerb


class SeatNotActive(Refused):
    message = _(
        "This batch is over for you, so nothing new is taken in. Your results stay here; "
        "ask your coordinator if this is not right."
    )


class ActivityUnpublished(Refused):
    message = _("This activity is no longer part of the course. What you have done in it is kept.")


class ActivityElsewhere(Refused):
    message = _("This activity does not belong to your batch. Open it from your course.")


class ModuleNotOpen(Refused):
    """The module opens later."""

    def __init__(self, opens_at: dt.datetime):
        super().__init__(
            _("This module opens on %(at)s. Until then, go on with what is open.")
            % {"at": formats.date_time(opens_at)}
        )


class ModuleClosed(Refused):
    """The module takes nothing more in."""

    def __init__(self, closes_at: dt.datetime):
        super().__init__(
            _(
                "This module closed on %(at)s. What you had sent by then is kept; ask your "
                "coordinator if you need more time."
            )
            % {"at": formats.date_time(closes_at)}
        )


@dataclass
class Visit:
    """A participant at the door with one act: the locked seat, and what may be done there."""

    enrollment: Enrollment
    happened_at: dt.datetime | None
    once: Once | None
    is_admitted: bool = False
    # A companion who does it for the person; None: the person does.
    helper: User | None = None

    @property
    def by(self) -> User:
        """Who does it."""
        return self.helper or self.enrollment.user

    @property
    def is_repeated(self) -> bool:
        """Whether this very act has come before."""
        return self.once is not None and self.once.is_repeated

    def earlier[Made: models.Model](self, model: type[Made]) -> Made:
        """Return what came of it then. Raises SentAndGone."""
        if self.once is None:
            raise ValueError("this act has no id")
        return self.once.earlier(model)

    def gives[Made: models.Model](self, made: Made) -> Made:
        """Keep `made` as what came of the act, and return it."""
        return made if self.once is None else self.once.gives(made)

    def admit(self) -> None:
        """Let the person work with this seat. Raises SeatNotActive."""
        if not learn.is_working(self.enrollment.user, self.enrollment):
            raise SeatNotActive
        self.is_admitted = True

    def admit_to(self, activity: ActivityPage) -> None:
        """Let the person work on `activity` now. Raises what `check_may_work` raises."""
        check_may_work(self.enrollment, activity, self.happened_at)
        self.is_admitted = True

    def admit_reading(self, activity: ActivityPage) -> None:
        """Let the person read `activity` now, and answer what it asks in passing: also when it
        takes nothing more in. Raises SeatNotActive, or what `check_is_taught` raises."""
        if not learn.may_read(self.enrollment.user, self.enrollment):
            raise SeatNotActive
        module = check_is_taught(self.enrollment, activity)
        times = times_of(self.enrollment, activity, module.pk)
        if times.opens_at is not None and not times.is_open(timezone.now()):
            raise ModuleNotOpen(times.opens_at)
        self.is_admitted = True

    def record(self, verb: CourseVerb, obj: models.Model, **data: object) -> None:
        """Write the audit log in the name of who does it."""
        audit.record(verb, obj, by=self.by, **data)


@contextmanager
def at_work(
    enrollment: Enrollment,
    *,
    kind: ActKind | None = None,
    client_id: UUID | None = None,
    content: object = None,
    part: str = "",
    happened_at: dt.datetime | None = None,
    helper: User | None = None,
) -> Iterator[Visit]:
    """The one door for what a participant does with a seat, one transaction.

    Locks the enrollment, then looks whether this very act came before (a `kind` of act with
    the `client_id` of its form; the seat belongs to its content). The body gives back what
    is there already, admits the person, and acts; then the person was seen. `happened_at`
    is the time on the device, which counts where it is plausible. `helper` is a companion who
    does it for the person: that is no sign of life of theirs.
    """
    with transaction.atomic():
        seat = locks.enrollment(enrollment)
        visit = Visit(seat, happened_at, None, helper=helper)
        if kind is not None and client_id is not None:
            visit.once = acts.once(
                client_id,
                kind=kind,
                person=visit.by,
                content=[seat.pk, content],
                part=part,
                happened_at=happened_at,
            )
        yield visit
        if visit.is_admitted and helper is None:
            note_seen(seat)


def check_may_work(
    enrollment: Enrollment, activity: ActivityPage, happened_at: dt.datetime | None
) -> None:
    """Refuse work that does not count.

    The device's time counts if plausible: who wrote before the end without signal is in
    time. Raises SeatNotActive, ActivityElsewhere, ActivityUnpublished, ModuleNotOpen or
    ModuleClosed.
    """
    if not learn.is_working(enrollment.user, enrollment):
        raise SeatNotActive
    module = check_is_taught(enrollment, activity)
    check_time(times_of(enrollment, activity, module.pk), happened_at)


def check_is_taught(enrollment: Enrollment, activity: ActivityPage) -> Page:
    """Return the module of `activity`. Raises ActivityElsewhere or ActivityUnpublished."""
    module: Page = activity.get_parent()
    course = enrollment.batch.batch_courses.filter(course__path=module.path[: -module.steplen])
    found = course.values_list("course__live", flat=True).first()
    if found is None:
        raise ActivityElsewhere
    # As in the outline: a page stands with the module and the course it is in.
    if not (activity.live and module.live and found):
        raise ActivityUnpublished
    return module


def check_time(times: learn.ModuleTime, happened_at: dt.datetime | None) -> None:
    """Refuse where `times` let nothing in: not yet, or no more of what was done then.

    Raises ModuleNotOpen, ModuleClosed.
    """
    now = timezone.now()
    # By our clock: what is done before it opens can only be told by a device that is slow.
    if times.opens_at is not None and not times.is_open(now):
        raise ModuleNotOpen(times.opens_at)
    if times.closes_at is not None and times.is_closed(counted(happened_at, now)):
        raise ModuleClosed(times.closes_at)


def note_seen(enrollment: Enrollment) -> None:
    """Note that the person is at work now (and came, if this is the first time)."""
    now = timezone.now()
    enrollment.last_seen_at = now
    enrollment.first_seen_at = enrollment.first_seen_at or now
    enrollment.save(update_fields=["first_seen_at", "last_seen_at"])
