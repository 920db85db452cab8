"""How many of a list would get what."""

from dataclasses import dataclass

from django.db.models import Count, Q

from courses.intake.rules.persons import PARTICIPANT
from courses.models import IntakeList
from courses.models.seats.intake import TAKEN_LOTS, Lot


@dataclass(frozen=True, slots=True)
class ToTake:
    """How many accounts, seats and roles a list asks for, and how many rows get nothing."""

    accounts: int
    seats: int
    roles: int
    there: int
    barred: int
    open: int


def to_take(listing: IntakeList) -> ToTake:
    """Count what confirming a list would give."""
    taken = Q(lot__in=TAKEN_LOTS)
    participant = Q(values__role=PARTICIPANT)
    found = listing.rows.aggregate(
        accounts=Count("pk", Q(lot=Lot.NEW)),
        seats=Count("pk", taken & participant),
        roles=Count("pk", taken & ~participant),
        there=Count("pk", Q(lot=Lot.THERE)),
        barred=Count("pk", Q(lot=Lot.BARRED)),
        open=Count("pk", Q(lot__in=[Lot.FIX, Lot.ASK])),
    )
    return ToTake(**found)
