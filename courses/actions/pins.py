"""New PINs for people who have lost theirs or never signed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from academy.people.actions import reset_pin
from academy.people.models import User
from courses.models import Enrollment


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed once and then forgotten: the PIN is stored nowhere in the clear."""

    enrollment: Enrollment
    pin: str


def make_slips(*, enrollments: Iterable[Enrollment], by: User) -> list[Slip]:
    """Give each person a new PIN and return the slips, in the order given.

    People whose PIN `by` may not reset are left out; each reset is in the audit log.
    """
    return [
        Slip(enrollment, reset_pin(user=enrollment.user, by=by))
        for enrollment in enrollments
        if by.has_perm("courses.reset_pin", enrollment)
    ]
