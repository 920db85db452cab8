"""Who stands in the rows of a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from courses.attendance.queries.groups import places_in
from courses.models import Enrollment, PaperRow, PaperSheet, Session

# The keys of an enrollment and of a trainer; one of the two is None.
type Standing = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """Those of a sheet who lie in one hall, on pages of their own; `hall` is "" without groups."""

    hall: str
    rows: list[Standing]


def parts_of(session: Session) -> list[Part]:
    """Return who stands on a sheet printed now: participants as on the roster, then the trainer.

    Of a session in groups each has its pages, and who is in none has the last ones. Nobody: [].
    """
    seats = Enrollment.objects.seated().filter(batch=session.batch_id)
    seats = seats.order_by("pesantren__name", "pesantren_id", "user__full_name", "pk")
    keys = list(seats.values_list("pk", flat=True))
    return [part for part in _parts(session, keys) if any(seat for seat, _trainer in part.rows)]


def _parts(session: Session, seats: list[int]) -> Iterator[Part]:
    groups = list(session.groups.order_by("name", "pk")) if session.has_groups else []
    group_of = places_in(session) if groups else {}
    for group in groups:
        hall = f"{group.name}, {group.place}"
        yield _part(hall, [pk for pk in seats if group_of.get(pk) == group.pk], group.trainer_id)
    leads_group = session.trainer_id in {group.trainer_id for group in groups}
    rest = [pk for pk in seats if pk not in group_of]
    yield _part("", rest, None if leads_group else session.trainer_id)


def _part(hall: str, seats: list[int], trainer: int | None) -> Part:
    rows: list[Standing] = [(pk, None) for pk in seats]
    return Part(hall, rows if trainer is None else [*rows, (None, trainer)])


def parts_on(sheet: PaperSheet) -> list[Part]:
    """Return who stands on `sheet`, in its order."""
    rows = PaperRow.objects.filter(page__sheet=sheet).order_by("number")
    found = rows.values_list("page__hall", "enrollment_id", "trainer_id")
    return [
        Part(hall, [(seat, trainer) for _hall, seat, trainer in part])
        for hall, part in groupby(found, key=lambda row: row[0])
    ]


def with_people(rows: QuerySet[PaperRow]) -> QuerySet[PaperRow]:
    """Return `rows` in their order, each with whom it is of."""
    found = rows.select_related("enrollment__user", "enrollment__pesantren", "trainer")
    return found.order_by("number")
