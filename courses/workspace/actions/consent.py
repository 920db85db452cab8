"""A withdrawn consent is answered by those who run the person's batches."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.notify.actions import notify
from academy.notify.notices import NoticeKind
from academy.people.models import Role, User
from courses.models import ApplicationState, Batch

# Where a coordinator works with an application that is not decided for good.
WAITING = (ApplicationState.SUBMITTED, ApplicationState.VERIFIED, ApplicationState.RESERVE)


@dataclass(frozen=True, slots=True)
class Participation:
    """Where a person is taking part or applying, and the page that shows the person there."""

    batch: Batch
    url: str


def tell_withdrawal(*, person: User, withdrawal: int) -> int:
    """Tell the coordinators of the current batches of `person`, and the program managers.

    `withdrawal` is the key of its entry in the audit log: each reader gets one notice for it,
    however often this runs. No name stands in the notice, so that it outlives an erasure.
    Returns how many were told.
    """
    places = _places(person)
    readers: dict[User, Participation | None] = {}
    for place in places:
        for coordinator in _with_role(Role.COORDINATOR).filter(coordinated_batches=place.batch):
            readers.setdefault(coordinator, place)
    for manager in _with_role(Role.PROGRAM_MANAGER):
        readers.setdefault(manager, places[0] if places else None)
    readers.pop(person, None)
    for reader, about in readers.items():
        with translation.override(reader.language):
            text = _sentence(about)
        notify(
            reader,
            NoticeKind.MESSAGE,
            key=f"consent-withdrawn:{withdrawal}",
            params={"text": text},
            url=about.url if about else reverse("courses:staff_person", args=[person.public_id]),
        )
    return len(readers)


def _with_role(role: Role) -> QuerySet[User]:
    return User.objects.filter(role_grants__role=role, is_active=True)


def _places(person: User) -> list[Participation]:
    """Return the batches that have not ended in which the person has or wants a seat."""
    seats = person.enrollments.seated().filter(batch__ends_on__gte=timezone.localdate())
    wishes = person.applications.filter(state__in=WAITING)
    return [
        Participation(seat.batch, reverse("courses:person", args=[seat.public_id]))
        for seat in seats.select_related("batch")
    ] + [
        Participation(wish.batch, reverse("courses:application_detail", args=[wish.public_id]))
        for wish in wishes.select_related("batch")
    ]


def _sentence(place: Participation | None) -> str:
    if place is None:
        return _(
            "Somebody has withdrawn the consent to the use of their data. Look at the page: the "
            "law gives 3 × 24 hours to answer."
        )
    return _(
        "Somebody in %(batch)s has withdrawn the consent to the use of their data. Look at the "
        "page: the law gives 3 × 24 hours to answer."
    ) % {"batch": place.batch}
