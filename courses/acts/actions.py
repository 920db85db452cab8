"""What every act of a participant has in common: refused early, locked, seen."""

import datetime as dt
from uuid import UUID, uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.web import formats
from cms.models import ActivityPage
from courses.acts import rules as learn
from courses.acts.device import counted
from courses.models import Enrollment, ModuleSchedule


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


def lock(enrollment: Enrollment) -> Enrollment:
    """Return the enrollment under a lock: the acts of one person happen one by one."""
    return (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("batch__program", "batch__completion_rule", "user")
        .get(pk=enrollment.pk)
    )


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
    if not activity.live:
        raise ActivityUnpublished
    module = activity.get_parent()
    if not enrollment.batch.batch_courses.filter(
        course__path=module.path[: -module.steplen]
    ).exists():
        raise ActivityElsewhere
    check_module_takes_work(enrollment, module.pk, happened_at)


def check_module_takes_work(
    enrollment: Enrollment, module_id: int, happened_at: dt.datetime | None
) -> None:
    """Refuse where the module is not yet open or closed. Raises ModuleNotOpen, ModuleClosed."""
    schedule = ModuleSchedule.objects.filter(batch=enrollment.batch, module=module_id).first()
    times = learn.module_time(enrollment.batch, schedule)
    at = counted(happened_at, timezone.now())
    if times.opens_at is not None and not times.is_open(at):
        raise ModuleNotOpen(times.opens_at)
    if times.closes_at is not None and times.is_closed(at):
        raise ModuleClosed(times.closes_at)


def note_seen(enrollment: Enrollment) -> None:
    """Note that the person is at work now (and came, if this is the first time)."""
    now = timezone.now()
    enrollment.last_seen_at = now
    enrollment.first_seen_at = enrollment.first_seen_at or now
    enrollment.save(update_fields=["first_seen_at", "last_seen_at"])


def unused(model: type[models.Model], client_id: UUID) -> UUID:
    """Return `client_id`, or a new one where another act of somebody has taken it.

    The caller has looked for the same act before: what is left is a page that was copied.
    """
    taken = model._default_manager.filter(client_id=client_id).exists()
    return uuid4() if taken else client_id
