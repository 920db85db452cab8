"""What a participant sees first: the next thing, what is missing, what is coming."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Subquery
from django.utils import timezone

from academy.core.statements import Statement
from academy.people.models import User
from courses.attendance.queries import groups
from courses.completion import queries as completion
from courses.completion.plan import for_plans, plan_of, with_plans
from courses.completion.requirements import Requirement, requirements
from courses.completion.rules import Figures
from courses.learning.queries import outcome
from courses.learning.queries import way as learning
from courses.learning.queries.outcome import Outcome
from courses.learning.queries.steps import Step
from courses.models import Application, AttendanceStatus, Enrollment, EnrollmentState, Session
from courses.models.seats.enrollment import SEAT_LEFT, TAKING_PART, EnrollmentQuerySet

APPLICATIONS_SHOWN = 3
_ON_HOME: dict[str, Callable[[], Subquery]] = {}


@dataclass(frozen=True, slots=True)
class Home:
    """One seat as its holder sees it today. `requirements` is the list that all others see."""

    learning: learning.Learning
    requirements: list[Requirement]
    figures: Figures
    next_session: Session | None
    # At which the person may check in by the code now; nobody does who works here no more.
    checking_in: list[Session]
    outcome: Outcome | None


def seats_of(user: User) -> list[Enrollment]:
    """Return the enrollments of `user`: those at work first, then the newest."""
    return _in_order(_SEATS.objects(user.pk), user)


def _own(user: int) -> EnrollmentQuerySet:
    own = Enrollment.objects.of_participant(user).exclude(state=EnrollmentState.REPLACED)
    return for_plans(own)


_SEATS = Statement(_own, int)


def _in_order(seats: list[Enrollment], user: User) -> list[Enrollment]:
    return sorted(with_plans(seats, user), key=lambda item: item.state != EnrollmentState.ACTIVE)


def read_on_home(name: str, subquery: Callable[[], Subquery]) -> None:
    """Let the seats of a home bring `subquery` as `name`: for what a room above shows there.

    It rides in the statement that reads the seats: the page is opened all day, on poor lines.
    `subquery` is called once a day: of the time it may ask for the day, never for the hour.
    """
    _ON_HOME[name] = subquery


def seats_at_home(user: User) -> list[Enrollment]:
    """Return the enrollments of `user` as `seats_of`, with what is read on a home."""
    return _in_order(_at_home(timezone.localdate()).objects(user.pk), user)


@lru_cache(maxsize=2)
def _at_home(_today: dt.date) -> Statement[Enrollment]:
    on_home = {name: subquery() for name, subquery in _ON_HOME.items()}
    return Statement(lambda user: _own(user).annotate(**on_home), int)


def home_of(enrollment: Enrollment) -> Home:
    """Return what `enrollment` means today."""
    read = learning.read(enrollment)
    figures = read.figures
    return Home(
        learning=read,
        requirements=requirements(completion.rule_of(enrollment.batch), figures),
        figures=figures,
        # Who has left is not told where the batch meets.
        next_session=None if enrollment.state in SEAT_LEFT else _next_of(enrollment, figures),
        checking_in=checking_in(enrollment, read) if enrollment.state in TAKING_PART else [],
        outcome=outcome_of(enrollment),
    )


def checking_in(enrollment: Enrollment, read: learning.Learning) -> list[Session]:
    """Return the sessions whose check-in is open, and at which the person is not noted as present.

    Asked of all of the batch: who came anew in their midst is here as well.
    """
    noted = read.records.attendance
    return [
        session
        for session in plan_of(enrollment.batch).sessions
        if session.takes_check_ins and noted.get(session.pk) != AttendanceStatus.PRESENT
    ]


@dataclass(frozen=True, slots=True)
class PracticeDay:
    """Whether questions wait to be practised, else from which day on."""

    waits: bool
    next_on: dt.date | None


def practice_of(enrollment: Enrollment, read: learning.Learning) -> PracticeDay | None:
    """Return how it stands with practice, by what the seat keeps; None: nothing to practise yet.

    Who has never practised may begin with the first quiz that is done.
    """
    if enrollment.state not in TAKING_PART:
        return None
    next_on = enrollment.practice_on
    if next_on is None:
        has_begun = any(_is_done_quiz(place.step) for place in read.places())
        return PracticeDay(waits=True, next_on=None) if has_begun else None
    return PracticeDay(waits=next_on <= timezone.localdate(), next_on=next_on)


def _is_done_quiz(step: Step) -> bool:
    return step.is_done and step.activity.kind == "quiz" and step.activity.is_graded


def outcome_of(enrollment: Enrollment) -> Outcome | None:
    """Return what came of `enrollment`: asked of today's facts, not of what was once told."""
    if enrollment.state not in {EnrollmentState.COMPLETED, EnrollmentState.FAILED}:
        return None
    return outcome.of(enrollment)


def _next_of(enrollment: Enrollment, figures: Figures) -> Session | None:
    """Return the next session of a person, in the hall of their own group."""
    session = next_session(figures)
    if session is None:
        return None
    places = groups.own_places([enrollment.pk], [session])
    return groups.in_hall(session, places.get(session.pk))


def next_session(figures: Figures) -> Session | None:
    """Return the session that runs now or comes next."""
    now = timezone.now()
    return next((item for item in figures.sessions if item.ends_at >= now), None)


def applications_of(user: User) -> list[Application]:
    """Return the latest applications of somebody who has no seat."""
    own = Application.objects.filter(user=user).select_related("batch", "program")
    return list(own.order_by("-created_at")[:APPLICATIONS_SHOWN])
