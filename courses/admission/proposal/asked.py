"""What a proposal is asked about, once it has been read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

BY = ("regency", "pesantren", "gender", "pillar", "first_time")
EACH = "*"
LARGEST = 100_000  # of seats, and of what a quota may say

type Id = str | int
type Value = str | int | bool
# What a quota counts: those whose `by` is this value, alike whether it came as true or "true".
type Kind = tuple[str, str]


@dataclass(frozen=True)
class Applicant:
    """Who asks for a seat. A value that is not known is absent and counts for no quota."""

    id: Id
    score: Fraction
    values: Mapping[str, Value]

    def kinds(self) -> list[Kind]:
        return [kind(by, value) for by, value in self.values.items()]


@dataclass(frozen=True)
class Quota:
    """How many with a value, or with each value, are to be accepted; None where nothing is said."""

    by: str
    value: Value
    least: int | None
    most: int | None


@dataclass(frozen=True)
class Asked:
    """The whole question. Applicants stand by merit: the best score first, then by lot."""

    seats: int
    quotas: tuple[Quota, ...]
    applicants: tuple[Applicant, ...]
    seed: str


def kind(by: str, value: Value) -> Kind:
    """Return what is counted by `value`; true is "true", and 3578 is "3578"."""
    text = str(value)
    return by, text.lower() if by == "first_time" else text


def draw(seed: str, applicant: Id) -> str:
    """Return the lot of an applicant; the smaller goes first. Anybody can compute it again."""
    return sha256(f"{seed}:{applicant}".encode("utf-8", "surrogatepass")).hexdigest()
