"""New PINs for people who have lost theirs or never signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from academy.core import acts
from academy.core.errors import Refused
from academy.people.entrance.actions import reset_pin
from academy.people.entrance.cards import card_address
from academy.people.models import User
from academy.web.qr import qr_drawing
from courses.acts.kinds import ActKind
from courses.models import Enrollment


class SlipsMade(Refused):
    message = _(
        "These slips were made already, and their PINs are in force. If the page with them is "
        "gone, make new ones; the PINs on paper end then."
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed once and then forgotten: the PIN is stored nowhere in the clear."""

    enrollment: Enrollment
    pin: str

    @property
    def qr(self) -> str:
        """The code that lets its person in once."""
        return qr_drawing(card_address(self.enrollment.user))


def make_slips(*, enrollments: Iterable[Enrollment], by: User, client_id: UUID) -> list[Slip]:
    """Give each person a new PIN and return the slips, in the order given.

    People whose PIN `by` may not reset are left out; each reset is in the audit log. Sent
    again (a page of slips that is loaded anew) it ends no PIN that is printed: raises
    SlipsMade, or SentDifferently for other people.
    """
    enrollments = list(enrollments)
    people = [enrollment.pk for enrollment in enrollments]
    # Kept before the first PIN: hashing hundreds takes too long for one transaction.
    with transaction.atomic():
        act = acts.once(client_id, kind=ActKind.MAKE_SLIPS, person=by, content=people)
    if act.is_repeated:
        raise SlipsMade
    return [
        Slip(enrollment, reset_pin(user=enrollment.user, by=by))
        for enrollment in enrollments
        if by.has_perm("courses.reset_pin", enrollment)
    ]
