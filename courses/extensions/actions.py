"""More time, attempts or minutes: granted with a reason, and withdrawn."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.notify.actions import News, notify, notify_many, outdate
from academy.people.models import User
from academy.web import formats
from cms.models import ActivityPage, QuizPage
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.acts.rules import ModuleTime
from courses.extensions.queries import Extendable, limits_of
from courses.extensions.rules import is_earlier, last_of
from courses.models import AttemptState, Enrollment, EnrollmentState, Extension, QuizAttempt
from courses.models.notices import ExtensionNotice
from courses.models.verbs import CourseVerb
from courses.quizzes.actions.counting import settle_attempts_of


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
        for activity, gift in gifts:
            _give_minutes(seats, activity, gift["extra_minutes"])
        audit.record_many(
            CourseVerb.EXTENDED, ((one.enrollment, _figures(one)) for one in made), by=by
        )
        firsts = {extension.enrollment_id: extension for extension in reversed(made)}
        _tell(firsts, what.title, _most(gifts))
    return made[0]


def _figures(extension: Extension) -> dict[str, Any]:
    """Return what the audit log holds of `extension`."""
    return {
        "extension": extension.pk,
        "activity": extension.activity_id,
        "attempts": extension.extra_attempts,
        "minutes": extension.extra_minutes,
    }


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


def _give_minutes(seats: Sequence[Enrollment], quiz: ActivityPage, minutes: int) -> None:
    """Who sits before the quiz has the minutes now."""
    if minutes:
        QuizAttempt.objects.filter(
            enrollment__in=seats, quiz=quiz.pk, state=AttemptState.OPEN, ends_at__isnull=False
        ).update(ends_at=F("ends_at") + dt.timedelta(minutes=minutes))


def _key(extension: Extension, part: str) -> str:
    return f"extension-{extension.pk}-{part}"


def _most(gifts: list[tuple[ActivityPage, dict[str, Any]]]) -> dict[str, Any]:
    """Return what is told of a whole module: the most that is given in one of its activities."""
    return {
        name: max((gift[name] for _activity, gift in gifts if gift[name]), default=None)
        for name in ("due_at", "extra_attempts", "extra_minutes")
    }


def _tell(firsts: Mapping[int, Extension], title: str, given: dict[str, Any]) -> None:
    """Tell each seat (a key) what it was given; the first extension of each names the news."""
    seats = list(Enrollment.objects.filter(pk__in=firsts).select_related("user", "batch"))
    due_at = given["due_at"]
    for part, kind, said in (
        ("time", ExtensionNotice.TIME, {"until": due_at.isoformat()} if due_at else {}),
        ("attempts", ExtensionNotice.ATTEMPTS, _counted(given["extra_attempts"])),
        ("minutes", ExtensionNotice.MINUTES, _counted(given["extra_minutes"])),
    ):
        if said:
            said |= {"title": title}
            notify_many(kind, [_news(seat, firsts[seat.pk], part, said) for seat in seats])


def _news(seat: Enrollment, extension: Extension, part: str, said: dict[str, Any]) -> News:
    return News(
        user=seat.user,
        key=_key(extension, part),
        params=said | {"reason": extension.reason},
        url=reverse("courses:outline", args=[seat.batch.public_id]),
    )


def _counted(count: int | None) -> dict[str, Any]:
    return {"count": count} if count else {}


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
        if extension.extra_attempts:
            # Without them there may be none left, and then the quiz counts as done.
            settle_attempts_of(seat, QuizPage.objects.get(pk=extension.activity_id))
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
