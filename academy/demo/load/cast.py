"""Who takes part in which batch: decided here once, before a row is written."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from academy.demo.names import PEOPLE, Person, people
from academy.demo.pesantren import PESANTREN, House, pesantren
from academy.demo.seeds import rng

SEATS = 250
APPLICANTS = 1250  # of the batch in selection
NO_SHOWS = {1: 5, 2: 4, 3: 3}  # who did not come and gave their seat to the next in reserve
DECLINED = {1: 170, 2: 210, 3: 260}  # of those who apply again for batch 4
# The people behind the printed sign-ins; they stand in the list like everybody else.
PARTICIPANT = 506  # in the middle of batch 3
GRADUATE = 7  # of batch 1


@dataclass(frozen=True, slots=True)
class Cast:
    """For each batch number, the numbers of the people who hold a seat, came not, or were declined."""

    seated: dict[int, range]
    absent: dict[int, tuple[int, ...]]
    declined: dict[int, tuple[int, ...]]
    applicants: range


@cache
def cast() -> Cast:
    applicants = range(3 * SEATS, PEOPLE)
    second_spellings = {p.number for p in people() if p.same_as is not None}
    free = [number for number in applicants if number not in second_spellings]
    rng("earlier applications").shuffle(free)
    absent, declined = {}, {}
    for batch in (1, 2, 3):
        absent[batch] = tuple(free.pop() for _ in range(NO_SHOWS[batch]))
        declined[batch] = tuple(free.pop() for _ in range(DECLINED[batch]))
    return Cast(
        seated={batch: range((batch - 1) * SEATS, batch * SEATS) for batch in (1, 2, 3)},
        absent=absent,
        declined=declined,
        applicants=applicants,
    )


@cache
def homes() -> tuple[int, ...]:
    """The pesantren number of each person; who shares a phone lives in the same house."""
    chance = rng("homes")
    by_phone: dict[str, int] = {}
    found: list[int] = []
    for person in people():
        if person.same_as is not None:
            home = found[person.same_as]
        elif person.phone in by_phone:
            home = by_phone[person.phone]
        else:
            # Large houses send more; nobody is left out.
            home = min(chance.randrange(PESANTREN), chance.randrange(PESANTREN))
        if person.phone:
            by_phone[person.phone] = home
        found.append(home)
    return tuple(found)


def home(person: Person) -> House:
    return pesantren()[homes()[person.number]]


@cache
def accompanied() -> tuple[int, ...]:
    """Numbers of the pesantren that have a companion: first that of the printed participant."""
    busy = Counter(homes()[: 3 * SEATS])
    first = homes()[PARTICIPANT]
    return (
        first,
        *(
            number
            for number, _ in sorted(busy.items(), key=lambda item: (-item[1], item[0]))
            if number != first
        ),
    )


@cache
def first_batch(number: int) -> int:
    """The batch for which the person with this number applied first."""
    whole = cast()
    for batch in (1, 2, 3):
        if (
            number in whole.seated[batch]
            or number in whole.absent[batch]
            or number in whole.declined[batch]
        ):
            return batch
    return 4
