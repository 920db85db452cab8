"""Who of a list is known here already, and what seats they have (import rules R14, R18)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.db.models import QuerySet

from academy.people.models import Membership, User
from academy.people.particulars.names import name_key
from courses.intake.rules.rows import Values
from courses.intake.rules.standings import Account, Seats, Standing, is_alike, standing
from courses.models import Application, ApplicationState, Batch, Enrollment
from courses.models.seats.application import OPEN_STATES
from courses.models.seats.enrollment import SEAT_LEFT, TAKING_PART

_AT_ONCE = 500


@dataclass(frozen=True)
class KnownPeople:
    """Accounts that may be of somebody in a list, and their seats in the batch's program."""

    accounts: dict[str, list[Account]] = field(default_factory=dict)
    # Addresses that accounts have.
    emails: frozenset[str] = frozenset()
    seats: dict[int, Seats] = field(default_factory=dict)

    def alike(self, values: Values) -> list[int]:
        """Return the accounts that may well be of a person."""
        named = self.accounts.get(name_key(values.full_name), [])
        return [each.id for each in named if is_alike(values, each)]

    def standing(self, values: Values, *, decision: str, by: int) -> Standing:
        """Return what becomes of a row, taken by the account `by`."""
        return standing(
            values,
            self.accounts.get(name_key(values.full_name), []),
            seats=self.seats,
            is_email_taken=values.email in self.emails,
            decision=decision,
            by=by,
        )


def known_people(people: Iterable[Values], batch: Batch) -> KnownPeople:
    """Return who of `people` may be known here. Accounts that were merged are not."""
    people = list(people)
    keys = {name_key(values.full_name) for values in people}
    emails = {values.email for values in people if values.email}
    users = [
        user
        for part in batched(sorted(keys), _AT_ONCE, strict=False)
        for user in _accounts().filter(name_key__in=part)
    ]
    nspps = _nspps([user.pk for user in users])
    accounts: dict[str, list[Account]] = defaultdict(list)
    for user in users:
        accounts[user.name_key].append(_account(user, nspps[user.pk]))
    addresses = [
        email
        for part in batched(sorted(emails), _AT_ONCE, strict=False)
        for email in User.objects.filter(email__in=part).values_list("email", flat=True)
        if email
    ]
    return KnownPeople(
        dict(accounts), frozenset(addresses), _seats([user.pk for user in users], batch)
    )


def _accounts() -> QuerySet[User]:
    found = User.objects.filter(merged_into=None, erased_at=None).order_by("pk")
    return found.only("name_key", "phone", "email", "birth_on", "is_active")


def _account(user: User, nspps: set[str]) -> Account:
    return Account(
        id=user.pk,
        phone=user.phone,
        email=user.email or "",
        birth_date=user.birth_on.isoformat() if user.birth_on else "",
        nspps=frozenset(nspps),
        is_open=user.is_active,
    )


def _parts(keys: list[int]) -> Iterator[tuple[int, ...]]:
    return iter(batched(keys, _AT_ONCE, strict=False))


def _nspps(keys: list[int]) -> dict[int, set[str]]:
    """Return the numbers of the pesantren to which people belong or belonged."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in _parts(keys):
        for model in (Membership, Enrollment):
            rows = model._default_manager.filter(user__in=part).values_list(
                "user", "pesantren__nspp"
            )
            for user, nspp in rows:
                if nspp:
                    found[user].add(nspp)
    return found


def _seats(keys: list[int], batch: Batch) -> dict[int, Seats]:
    here: dict[int, str] = {}
    taking: dict[int, int] = {}
    asked: dict[int, tuple[int, str]] = {}
    for part in _parts(keys):
        rows = Enrollment.objects.filter(user__in=part, program=batch.program_id)
        for user, of, state in rows.values_list("user", "batch", "state"):
            if of == batch.pk:
                here[user] = state
            elif state in TAKING_PART:
                taking[user] = of
        open_ones = Application.objects.filter(
            user__in=part, program=batch.program_id, state__in=OPEN_STATES
        ).exclude(state=ApplicationState.DRAFT)
        for user, of, state in open_ones.values_list("user", "batch", "state"):
            asked[user] = (of, state)
    return {
        user: Seats(
            has_one_here=user in here and here[user] not in SEAT_LEFT,
            has_left_here=here.get(user) in SEAT_LEFT,
            elsewhere=taking.get(user),
            asked_elsewhere=asked[user][0]
            if user in asked and asked[user][0] != batch.pk
            else None,
        )
        for user in here.keys() | taking.keys() | asked.keys()
    }
