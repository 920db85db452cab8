"""What becomes of somebody who is right in a list, by who is known here already (R14, R18)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from courses.intake.rules.persons import PARTICIPANT
from courses.intake.rules.rows import Values
from courses.models.seats.intake import Decision, Lot, Why


@dataclass(frozen=True, slots=True)
class Account:
    """An account as far as it says whose it is; nothing of it is shown."""

    id: int
    phone: str = ""
    email: str = ""
    birth_date: str = ""
    nspps: frozenset[str] = field(default=frozenset())
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats that an account has in a program; batches by their keys."""

    has_one_here: bool = False
    has_left_here: bool = False
    elsewhere: int | None = None
    asked_elsewhere: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What becomes of a row, whose account it is if one is known, and why not."""

    lot: Lot
    person: int | None = None
    why: Why | None = None


def is_same(values: Values, account: Account) -> bool:
    """Whether an account of the same name is of the person of a row (R14)."""
    by_birth = bool(values.birth_date) and values.birth_date == account.birth_date
    return (
        (bool(values.phone) and values.phone == account.phone)
        or (bool(values.email) and values.email == account.email)
        or (by_birth and values.nspp in account.nspps)
    )  # fmt: skip


def is_alike(values: Values, account: Account) -> bool:
    """Whether an account of the same name may well be of the person of a row."""
    by_birth = bool(values.birth_date) and values.birth_date == account.birth_date
    # Two birthdays are two people, though of one pesantren.
    may_be_born = not (values.birth_date and account.birth_date)
    return by_birth or (may_be_born and values.nspp in account.nspps)


def standing(
    values: Values,
    named: Iterable[Account],
    *,
    seats: dict[int, Seats],
    is_email_taken: bool,
    decision: str,
    by: int,
) -> Standing:
    """Return what becomes of a row. `named` are the accounts of its name, `is_email_taken` says
    whether an account has its address, `by` is the account of who takes the list."""
    named = list(named)
    same = [account for account in named if is_same(values, account)]
    if not same and decision == Decision.SAME:
        same = [account for account in named if is_alike(values, account)]
    if len(same) > 1:
        return Standing(Lot.BARRED, why=Why.SEVERAL)
    if same:
        return _of_known(values, same[0], seats.get(same[0].id, Seats()), by)
    if is_email_taken:
        return Standing(Lot.FIX, why=Why.EMAIL_TAKEN)
    if decision != Decision.OTHER and any(is_alike(values, account) for account in named):
        return Standing(Lot.ASK, why=Why.ALIKE)
    return Standing(Lot.NEW)


def _of_known(values: Values, account: Account, seats: Seats, by: int) -> Standing:
    why = None
    if not account.is_open:
        why = Why.CLOSED
    elif account.id == by:
        why = Why.ONESELF
    elif values.role != PARTICIPANT:
        return Standing(Lot.KNOWN, account.id)
    elif seats.has_one_here:
        return Standing(Lot.THERE, account.id)
    elif seats.has_left_here:
        why = Why.HAD_SEAT
    elif seats.elsewhere is not None:
        why = Why.SEATED_ELSEWHERE
    elif seats.asked_elsewhere is not None:
        why = Why.APPLIED_ELSEWHERE
    return Standing(Lot.BARRED if why else Lot.KNOWN, account.id, why)
