"""A list that was taken in is taken back within a day: seats, and accounts that nobody has used."""

import datetime as dt
from collections import Counter as Count

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core import audit, jobs, states
from academy.core.errors import Refused
from academy.core.jobs import Progress
from academy.notify.actions import tell_done
from academy.people.locks import account as locked_account
from academy.people.models import User
from academy.people.models.verbs import PeopleVerb
from courses.acts import locks
from courses.admission.actions import deciding, reserve
from courses.intake.actions.drafts import address_of, locked
from courses.intake.actions.errors import (
    HasBegunHere,
    HasMore,
    HasSignedIn,
    NotYetTaken,
    RoleStays,
    TooLate,
)
from courses.models import (
    Application,
    ApplicationState,
    Enrollment,
    IntakeList,
    IntakeRow,
    IntakeState,
)
from courses.models.seats.intake import Result
from courses.models.verbs import CourseVerb

UNDO_JOB = "courses.undo_intake"
UNDO_WITHIN = dt.timedelta(days=1)
_GIVEN = (Result.SEATED, Result.RESERVE, Result.ROLE)


def may_undo(listing: IntakeList) -> bool:
    """Whether a list was taken in, and not more than a day ago."""
    at = listing.confirmed_at
    return listing.state == IntakeState.TAKEN and at is not None and at > _earliest()


def _earliest() -> dt.datetime:
    return timezone.now() - UNDO_WITHIN


def request_undo(*, listing: IntakeList, by: User) -> IntakeList:
    """Have a list taken back. Asked for twice it is done once. Raises NotYetTaken or TooLate."""
    with transaction.atomic():
        listing = locked(listing)
        if listing.state in {IntakeState.UNDOING, IntakeState.UNDONE}:
            return listing
        if listing.state != IntakeState.TAKEN:
            raise NotYetTaken
        if not may_undo(listing):
            raise TooLate
        states.move(listing, IntakeState.UNDOING, by=by, undone_by=by, undone_at=timezone.now())
        # The last first, so that the reserve list closes from its end.
        rows = list(
            listing.rows.filter(result__in=_GIVEN).order_by("-number").values_list("pk", flat=True)
        )
        listing.job = jobs.enqueue(
            UNDO_JOB,
            {"listing": listing.pk, "batch": listing.batch_id, "rows": rows, "by": by.pk},
            by=by,
            title=_("Take back the people of %(file)s") % {"file": listing.filename},
            return_url=address_of(listing),
            total=len(rows),
        )
        listing.save(update_fields=["job"])
    return listing


def undo_all(progress: Progress, *, listing: IntakeList, rows: list[int], by: User) -> None:
    """Take back each of `rows` (keys); who cannot be taken back stays, with the reason."""
    with translation.override(by.language):
        progress.once_each(rows, lambda key: _undo_one(listing, key, by))
        with transaction.atomic():
            progress.step(len(rows))
            fresh = locked(listing)
            if fresh.state == IntakeState.UNDOING:
                results = listing.rows.exclude(result="").values_list("result", flat=True)
                figures = dict(Count(map(str, results)))
                states.move(fresh, IntakeState.UNDONE, by=by, figures=figures)
        progress.job.result |= {"told": [_told(fresh.figures)]}
        tell_done(progress.job, lambda: _told(fresh.figures))


def _told(figures: dict[str, int]) -> str:
    count = figures.get(Result.TAKEN_BACK, 0)
    return ngettext(
        "%(count)d row of the list is taken back. See whether somebody stays, and why.",
        "%(count)d rows of the list are taken back. See whether somebody stays, and why.",
        count,
    ) % {"count": count}


def _undo_one(listing: IntakeList, key: int, by: User) -> None:
    rows = IntakeRow.objects.filter(pk=key, listing=listing, result__in=_GIVEN)
    row = rows.select_related("person", "enrollment__application", "application").first()
    if row is None:
        return
    try:
        with transaction.atomic():
            row.told = _undo(listing, row, by)
            row.result = Result.TAKEN_BACK
    except Refused as refusal:
        row.told = str(refusal.message)[:400]
    IntakeRow.objects.filter(pk=key).update(result=row.result, told=row.told)


def _undo(listing: IntakeList, row: IntakeRow, by: User) -> str:
    """Take one row back; return what is to be said of it all the same. Raises Refused."""
    if row.result == Result.ROLE:
        raise RoleStays
    locks.batch(listing.batch_id)
    _take_place_back(listing, row, by)
    made = _account_made(listing, row)
    if made is not None and made.last_login is not None:
        raise HasSignedIn
    if made is not None and not _delete_account(made, by):
        return str(HasMore.message)
    return ""


def _account_made(listing: IntakeList, row: IntakeRow) -> User | None:
    """Return the account that a row has made, locked: nobody signs in meanwhile.

    One that it was merged with since, which was there before, is not its own.
    """
    person = row.person if row.has_made_account else None
    if person is None or listing.confirmed_at is None or person.joined_at < listing.confirmed_at:
        return None
    return locked_account(person)


def _take_place_back(listing: IntakeList, row: IntakeRow, by: User) -> None:
    seat, asked = row.enrollment, row.application
    if seat is not None and seat.application is not None:
        deciding.undo(application=seat.application, by=by)
    elif seat is not None:
        _give_seat_back(seat, by)
    if asked is not None and listing.confirmed_at and asked.created_at < listing.confirmed_at:
        deciding.undo(application=asked, by=by)
    elif asked is not None:
        _leave_reserve(asked, by)


def _leave_reserve(asked: Application, by: User) -> None:
    """Take an application that the list has made off the reserve list, and delete it."""
    if asked.state != ApplicationState.RESERVE:
        raise HasBegunHere
    position = asked.reserve_position
    audit.record(CourseVerb.TAKEN_BACK, asked, by=by, batch=asked.batch_id)
    try:
        with transaction.atomic():
            asked.delete()
    except ProtectedError as error:
        raise HasBegunHere from error
    reserve.close_gap(asked.batch, position)


def _give_seat_back(seat: Enrollment, by: User) -> None:
    seat = locks.enrollment(seat)
    if seat.first_seen_at is not None:
        raise HasBegunHere
    audit.record(
        CourseVerb.SEAT_TAKEN_BACK, seat.user, by=by, batch=seat.batch_id, enrollment=seat.pk
    )
    try:
        with transaction.atomic():
            seat.delete()
    except ProtectedError as error:
        # Marks, hand-ins or attendance stand on it.
        raise HasBegunHere from error


def _delete_account(person: User, by: User) -> bool:
    """Delete an account that nothing points at; tell whether it could be."""
    try:
        with transaction.atomic():
            audit.record(PeopleVerb.DELETED, person, by=by)
            person.delete()
    except ProtectedError:
        return False
    return True
