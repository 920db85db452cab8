"""Participants check in by the code that is shown in the hall.

Guesses of the six digits are counted for each person and session: eight at once, then one in five
minutes. In a session of three hours with the half hour before it that is 8 + 42 = 50 guesses, each
at two codes of 10^6 (this step's and the one before): 0.01 % for who tries it to the end, and of
250 people who all do so, one gets in at one session of forty. Whoever has a friend in the hall
needs no guessing; against that the code changes.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import acts
from academy.core.errors import Refused
from academy.people.entrance.guessing import limits, paces
from academy.people.entrance.guessing.throttle import digest
from academy.people.models import User
from academy.web import formats
from courses.acts.actions import SeatNotActive, at_work
from courses.acts.kinds import ActKind
from courses.acts.rules import is_working
from courses.attendance import queries
from courses.attendance.actions.ledger import SessionCalledOff
from courses.attendance.rules import codes
from courses.completion import actions as completion
from courses.models import (
    Attendance,
    AttendanceSource,
    AttendanceStatus,
    Enrollment,
    Session,
)
from courses.models.verbs import CourseVerb


class CheckInNotOpen(Refused):
    """It opens later."""

    def __init__(self, opens_at: dt.datetime):
        super().__init__(
            _("The check-in of this session opens on %(at)s. Open this page again then.")
            % {"at": formats.date_time(opens_at)}
        )


class CheckInOver(Refused):
    """The session has ended."""

    def __init__(self, ended_at: dt.datetime):
        super().__init__(
            _(
                "This session ended on %(at)s, and its code is worth nothing since. If you were "
                "there and are not noted, tell whoever led it."
            )
            % {"at": formats.date_time(ended_at)}
        )


class ShowsTheCode(Refused):
    message = _(
        "You can open the code of this session yourself, so somebody else who runs the batch "
        "notes whether you came."
    )


class CodeWrong(Refused):
    about = "code"
    message = _("This is not the code of this session. Look at the six digits on the screen again.")


class CodeOld(Refused):
    about = "code"
    message = _(
        "This code has changed: a new one comes every half a minute. Type the one that is on the "
        "screen now."
    )


class CodeOfAnother(Refused):
    about = "code"
    message = _(
        "This is the code of another session. See in your schedule which one you are in, or "
        "ask whoever leads it."
    )


class CodeOfOwn(Refused):
    """The code of another session of one's own, whose title is the message."""

    about = "code"

    def __init__(self, title: str):
        super().__init__(
            _("This is the code of “%(session)s”. Open that session in your schedule.")
            % {"session": title}
        )


def refusal_of(enrollment: Enrollment, session: Session) -> Refused | None:
    """Return why this person cannot check in now, None who can; pages ask it too."""
    now = timezone.now()
    if session.cancelled_at is not None:
        return SessionCalledOff()
    if now < session.check_in_opens_at:
        return CheckInNotOpen(session.check_in_opens_at)
    if now > session.ends_at:
        return CheckInOver(session.ends_at)
    if not is_working(enrollment.user, enrollment):
        return SeatNotActive()
    if queries.shows_code(enrollment.user, session):
        return ShowsTheCode()
    return None


@dataclass(frozen=True, slots=True)
class Sent:
    """What came from a handset: whose seat, at which session, under which id of the form.

    `handset` is a keyed hash of the device's number, "" where it has none. `distance` is how far
    from the hall the person let it say it is, in metres.
    """

    enrollment: Enrollment
    session: Session
    client_id: UUID
    happened_at: dt.datetime | None = None
    handset: str = ""
    distance: int | None = None


def by_digits(sent: Sent, *, digits: str) -> Attendance:
    """Check in with six digits that were typed. Guesses are counted, also those refused.

    Raises CodeWrong, CodeOld, CodeOfAnother, CodeOfOwn, MustWait, and what `check_in` raises.
    """
    user, session = sent.enrollment.user, sent.session
    content = [sent.enrollment.pk, session.pk]
    # What was taken in before is answered alike, though its code is an old one by now.
    if not acts.before(sent.client_id, kind=ActKind.CHECK_IN, person=user, content=content):
        if (refusal := refusal_of(sent.enrollment, session)) is not None:
            raise refusal
        _check(user, session, digits)
    return check_in(sent)


def _check(user: User, session: Session, digits: str) -> None:
    key = f"check-in {digest('check-in', f'{user.pk} {session.pk}')}"
    paces.guess(limits.CHECKING_IN, key)
    now = timezone.now()
    if codes.counts(digits, session.public_id, now):
        paces.guessed_right(limits.CHECKING_IN, key)
        return
    if codes.age_of(digits, session.public_id, now) is not None:
        raise CodeOld
    others = queries.checking_in_now(now).exclude(pk=session.pk)
    shown = [one for one in others if codes.counts(digits, one.public_id, now)]
    own = queries.own_of(user, shown)
    if own is not None:
        raise CodeOfOwn(own.title)
    raise CodeOfAnother if shown else CodeWrong


def check_in(sent: Sent) -> Attendance:
    """Note in the ledger that the person, who has shown the code, is here.

    One entry, however often it is sent and by which way. What others have noted of the person
    stays and counts; that the person checked in is written beside it. Raises SentDifferently,
    SeatNotActive, SessionCalledOff, CheckInNotOpen, CheckInOver or ShowsTheCode.
    """
    with at_work(
        sent.enrollment,
        kind=ActKind.CHECK_IN,
        client_id=sent.client_id,
        content=sent.session.pk,
        happened_at=sent.happened_at,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(Attendance)
        seat = visit.enrollment
        # Under the lock of the seat nobody calls the session off, moves it, or notes this person.
        session = Session.objects.select_related("batch").get(pk=sent.session.pk)
        if session.batch_id != seat.batch_id:
            raise SeatNotActive
        if (refusal := refusal_of(seat, session)) is not None:
            raise refusal
        visit.admit()
        noted = Attendance.objects.filter(session=session, enrollment=seat).first()
        if noted is not None and noted.checked_in_at and session.is_around(noted.checked_in_at):
            return visit.gives(noted)
        noted = _write(noted or Attendance(session=session, enrollment=seat), sent)
        visit.record(CourseVerb.CHECKED_IN, session, enrollment=seat.pk, status=noted.status)
        completion.refresh(seat)
        return visit.gives(noted)


def _write(noted: Attendance, sent: Sent) -> Attendance:
    noted.checked_in_at = timezone.now()
    noted.handset, noted.distance = sent.handset, sent.distance
    # Of a session that was moved since, the person has checked in anew.
    if noted.pk is None or noted.source == AttendanceSource.CODE:
        noted.status = AttendanceStatus.PRESENT
        noted.source = AttendanceSource.CODE
        noted.noted_at = noted.checked_in_at
    noted.save()
    return noted
