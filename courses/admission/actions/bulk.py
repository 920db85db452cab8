"""The same decision about many applications, each on its own; each row says how it went.

The state of each row is the one that the page showed: where somebody else has decided
meanwhile, that stands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from academy.core.errors import Refused
from academy.people.models import User
from courses.admission.actions import deciding
from courses.enrollment.actions.seats import BatchFull
from courses.models import Application


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `refusal` is None where it was done."""

    application: Application
    refusal: Refused | None

    @property
    def is_done(self) -> bool:
        return self.refusal is None


def in_order_of_seats(applications: Iterable[Application]) -> list[Application]:
    """Return who is first when seats are few: the best score, then who sent first."""
    return sorted(
        applications,
        key=lambda row: (
            -1 if row.score is None else -row.score - 2,
            row.submitted_at or row.created_at,
            row.pk,
        ),
    )


def _each(
    applications: Iterable[Application], act: Callable[[Application], object]
) -> list[Outcome]:
    outcomes = []
    for application in applications:
        try:
            act(application)
        except Refused as refusal:
            outcomes.append(Outcome(application, refusal))
        else:
            outcomes.append(Outcome(application, None))
    return outcomes


def verify_many(*, applications: Iterable[Application], by: User) -> list[Outcome]:
    """Verify each; see `verify`."""
    return _each(applications, lambda row: deciding.verify(application=row, by=by, shown=row.state))


def accept_many(
    *, applications: Iterable[Application], by: User, rest_to_reserve: bool = False
) -> list[Outcome]:
    """Accept as many as there are seats, by score and time of sending.

    Who finds no seat stays as it was, or goes to the reserve list with `rest_to_reserve`.
    """
    act = partial(_accept_or_reserve, by=by, rest_to_reserve=rest_to_reserve)
    return _each(in_order_of_seats(applications), act)


def _accept_or_reserve(application: Application, *, by: User, rest_to_reserve: bool) -> None:
    try:
        deciding.accept(application=application, by=by, shown=application.state)
    except BatchFull:
        if not rest_to_reserve:
            raise
        deciding.put_on_reserve(application=application, by=by, shown=application.state)


def put_many_on_reserve(
    *, applications: Iterable[Application], by: User, reason: str = ""
) -> list[Outcome]:
    """Put each on the reserve list, by score and time of sending."""
    return _each(
        in_order_of_seats(applications),
        lambda row: deciding.put_on_reserve(application=row, by=by, reason=reason, shown=row.state),
    )


def decline_many(*, applications: Iterable[Application], by: User, reason: str) -> list[Outcome]:
    """Decline each with the same reason; see `decline`."""
    return _each(
        applications,
        lambda row: deciding.decline(application=row, by=by, reason=reason, shown=row.state),
    )


def undo_many(*, applications: Iterable[Application], by: User) -> list[Outcome]:
    """Take the last decision about each back, the latest first; see `undo`.

    Places on the reserve list are then again as they were.
    """
    latest_first = sorted(
        applications,
        key=lambda row: (row.decided_at or row.created_at, row.pk),
        reverse=True,
    )
    return _each(latest_first, lambda row: deciding.undo(application=row, by=by, shown=row.state))
