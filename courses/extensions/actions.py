"""More time, attempts or minutes: granted with a reason, and withdrawn."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.notify.actions import notify, outdate
from academy.people.models import User
from academy.web import formats
from cms.models import ActivityPage
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.acts.rules import ModuleTime
from courses.extensions.queries import Extendable, limits_of
from courses.extensions.rules import is_earlier, last_of
from courses.models import AttemptState, Enrollment, EnrollmentState, Extension, QuizAttempt
from courses.models.notices import ExtensionNotice
from courses.models.verbs import CourseVerb


class NobodyChosen(Refused):
    about = "people"
    message = _("Choose at least one person who is learning in this batch.")


class OwnExtension(Refused):
    about = "people"
    message = _("Somebody else who runs the batch grants you more time or attempts.")


class NothingGranted(Refused):
    message = _("Say what is granted: a later date, more attempts, or more minutes.")


class NoDate(Refused):
    about = "due_at"
    message = _(
        "This module has no due date in this batch and does not close: a date of one's own would "
        "change nothing. Set the dates of the batch first, or grant attempts or minutes."
    )


class NoLimit(Refused):
    message = _(
        "Nothing chosen has a limit of that kind: attempts are granted in quizzes with a number "
        "of attempts, minutes in quizzes with a time limit."
    )


class InThePast(Refused):
    about = "due_at"
    message = _("This date is over already. Choose one that is still to come.")


class EarlierThanBatch(Refused):
    about = "due_at"

    def __init__(self, last: dt.datetime):
        super().__init__(
            _("The batch has time until %(at)s. A date of one's own comes after that.")
            % {"at": formats.date_time(last)}
        )


def grant(
    *,
    people: Sequence[Enrollment],
    what: Extendable,
    by: User,
    reason: str,
    due_at: dt.datetime | None = None,
    extra_attempts: int = 0,
    extra_minutes: int = 0,
) -> Extension:
    """Grant the same to each of `people` in one activity or each of a module; tell them.

    Attempts and minutes go to those quizzes alone that limit them; nobody grants oneself
    anything. Returns the first extension.
    Raises WhyMissing, NobodyChosen, OwnExtension, NothingGranted, NoDate, NoLimit, InThePast,
    EarlierThanBatch and SeatMoved.
    """
    reason = reason_of(reason)
    if due_at is None and not extra_attempts and not extra_minutes:
        raise NothingGranted
    if due_at is not None:
        _check_date(due_at, what.times)
    activities = list(ActivityPage.objects.filter(pk__in=what.activity_ids).order_by("path"))
    gifts = _gifts(activities, due_at, extra_attempts, extra_minutes)
    if not gifts:
        raise NoLimit
    with transaction.atomic():
        locked = locks.batches_and_enrollments(people)
        active = [seat for seat in locked if seat.state == EnrollmentState.ACTIVE]
        seats = [seat for seat in active if seat.user_id != by.pk]
        if not seats:
            raise OwnExtension if active else NobodyChosen
        now = timezone.now()
        made = Extension.objects.bulk_create(
            Extension(
                enrollment=seat, activity=activity, reason=reason, granted_by=by, granted_at=now,
                **gift,
            )
            for seat in seats
            for activity, gift in gifts
        )  # fmt: skip
        for extension in made:
            _give_minutes(extension)
            audit.record(
                CourseVerb.EXTENDED, extension.enrollment, by=by, extension=extension.pk,
                activity=extension.activity_id, attempts=extension.extra_attempts,
                minutes=extension.extra_minutes,
            )  # fmt: skip
        firsts = {extension.enrollment_id: extension for extension in reversed(made)}
        for seat in Enrollment.objects.filter(pk__in=firsts).select_related("user", "batch"):
            _tell(seat, firsts[seat.pk], what.title, _most(gifts))
    return made[0]


def _check_date(due_at: dt.datetime, times: ModuleTime) -> None:
    last = last_of(times)
    if last is None:
        raise NoDate
    if is_earlier(due_at, times):
        raise EarlierThanBatch(last)
    if due_at <= timezone.now():
        raise InThePast


def _gifts(
    activities: list[ActivityPage], due_at: dt.datetime | None, attempts: int, minutes: int
) -> list[tuple[ActivityPage, dict[str, Any]]]:
    limits = limits_of(activities)
    found = []
    for activity in activities:
        most, limit = limits.get(activity.pk, (0, 0))
        gift: dict[str, Any] = {
            "due_at": due_at,
            "extra_attempts": attempts if most else 0,
            "extra_minutes": minutes if limit else 0,
        }
        if any(gift.values()):
            found.append((activity, gift))
    # Asked for, and nowhere to be given: better said than lost.
    lost = (attempts and not any(gift["extra_attempts"] for _one, gift in found)) or (
        minutes and not any(gift["extra_minutes"] for _one, gift in found)
    )
    return [] if lost else found


def _give_minutes(extension: Extension) -> None:
    """Somebody who sits before the quiz has the minutes now."""
    if extension.extra_minutes:
        QuizAttempt.objects.filter(
            enrollment=extension.enrollment_id,
            quiz=extension.activity_id,
            state=AttemptState.OPEN,
            ends_at__isnull=False,
        ).update(ends_at=F("ends_at") + dt.timedelta(minutes=extension.extra_minutes))


def _key(extension: Extension, part: str) -> str:
    return f"extension-{extension.pk}-{part}"


def _most(gifts: list[tuple[ActivityPage, dict[str, Any]]]) -> dict[str, Any]:
    """Return what is told of a whole module: the most that is given in one of its activities."""
    return {
        name: max((gift[name] for _activity, gift in gifts if gift[name]), default=None)
        for name in ("due_at", "extra_attempts", "extra_minutes")
    }


def _tell(seat: Enrollment, extension: Extension, title: str, given: dict[str, Any]) -> None:
    url = reverse("courses:outline", args=[seat.batch.public_id])
    said = {"title": title, "reason": extension.reason}
    if given["due_at"] is not None:
        notify(
            seat.user, ExtensionNotice.TIME, key=_key(extension, "time"), url=url,
            params=said | {"until": given["due_at"].isoformat()},
        )  # fmt: skip
    for part, kind, count in (
        ("attempts", ExtensionNotice.ATTEMPTS, given["extra_attempts"]),
        ("minutes", ExtensionNotice.MINUTES, given["extra_minutes"]),
    ):
        if count:
            key = _key(extension, part)
            notify(seat.user, kind, key=key, url=url, params=said | {"count": count})


def withdraw(*, extension: Extension, by: User) -> Extension:
    """Let an extension count no more; withdrawn twice it is once.

    What was done by it stays, and minutes of an attempt that runs are left to it.
    """
    with transaction.atomic():
        seat = locks.enrollment(extension.enrollment)
        extension = Extension.objects.select_related("activity").get(pk=extension.pk)
        if extension.withdrawn_at is not None:
            return extension
        extension.withdrawn_at, extension.withdrawn_by = timezone.now(), by
        extension.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record(
            CourseVerb.EXTENSION_WITHDRAWN, seat, by=by, extension=extension.pk,
            activity=extension.activity_id,
        )  # fmt: skip
        for part in ("time", "attempts", "minutes"):
            outdate(seat.user, key=_key(extension, part))
        notify(
            seat.user,
            ExtensionNotice.WITHDRAWN,
            key=_key(extension, "withdrawn"),
            params={"title": extension.activity.title},
            url=reverse("courses:outline", args=[seat.batch.public_id]),
        )
    return extension
