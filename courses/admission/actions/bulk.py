"""The same decision about many applications, each on its own; each row says how it went.

The state of each row is the one that the page showed: where somebody else has decided
meanwhile, that stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from academy.core.errors import Refused
from academy.people.models import User
from courses.admission.actions import deciding
from courses.enrollment.actions.seats import BatchFull
from courses.models import Application, ApplicationState


class Deed(StrEnum):
    """What is decided; also the values of the buttons."""

    VERIFY = "verify"
    ACCEPT = "accept"
    RESERVE = "reserve"
    DECLINE = "decline"
    UNDO = "undo"
    # Of a proposal: each row says for itself what is decided.
    APPLY = "apply"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about each of many, with the words and wishes that belong to it.

    Accepting ends where the seats do: who finds none stays as before, or goes to the reserve
    list with `rest_to_reserve`.
    """

    deed: Deed
    reason: str = ""
    rest_to_reserve: bool = False

    def about(self, row: Application, *, by: User) -> None:
        """Decide about one, on the state that it has in `row`. Raises Refused."""
        match self.deed:
            case Deed.VERIFY:
                deciding.verify(application=row, by=by, shown=row.state)
            case Deed.ACCEPT:
                self._accept(row, by=by)
            case Deed.RESERVE:
                deciding.put_on_reserve(application=row, by=by, reason=self.reason, shown=row.state)
            case Deed.DECLINE:
                deciding.decline(application=row, by=by, reason=self.reason, shown=row.state)
            case Deed.UNDO:
                deciding.undo(application=row, by=by, shown=row.state)

    def _accept(self, row: Application, *, by: User) -> None:
        try:
            deciding.accept(application=row, by=by, shown=row.state)
        except BatchFull:
            # Who is on the reserve list keeps the place: that is no decision.
            if not self.rest_to_reserve or row.state == ApplicationState.RESERVE:
                raise
            deciding.put_on_reserve(application=row, by=by, shown=row.state)

    def in_order(self, applications: Iterable[Application]) -> list[Application]:
        """Return them in the order in which they are decided.

        Seats and places by score and time of sending; what is taken back the latest first, so
        that places on the reserve list are again as they were.
        """
        if self.deed in {Deed.ACCEPT, Deed.RESERVE}:
            return in_order_of_seats(applications)
        if self.deed == Deed.UNDO:
            return sorted(
                applications,
                key=lambda row: (row.decided_at or row.created_at, row.pk),
                reverse=True,
            )
        return list(applications)


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


def decide_many(
    decision: Decision, *, applications: Iterable[Application], by: User
) -> list[Outcome]:
    """Decide about each at once; of more than a few `request_decision` makes a job."""
    outcomes = []
    for row in decision.in_order(applications):
        try:
            decision.about(row, by=by)
        except Refused as refusal:
            outcomes.append(Outcome(row, refusal))
        else:
            outcomes.append(Outcome(row, None))
    return outcomes
