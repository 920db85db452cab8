"""Who stands in the rows of a sheet."""

from django.db.models import QuerySet

from courses.models import Enrollment, PaperRow, PaperSheet, Session

# The keys of an enrollment and of a trainer; one of the two is None.
type Standing = tuple[int | None, int | None]


def rows_of(session: Session) -> list[Standing]:
    """Return who stands on a sheet printed now: participants as on the roster, then the trainer."""
    seats = Enrollment.objects.seated().filter(batch=session.batch_id)
    seats = seats.order_by("pesantren__name", "pesantren_id", "user__full_name", "pk")
    found: list[Standing] = [(pk, None) for pk in seats.values_list("pk", flat=True)]
    if found and session.trainer_id is not None:
        found.append((None, session.trainer_id))
    return found


def rows_on(sheet: PaperSheet) -> list[Standing]:
    """Return who stands on `sheet`, in its order."""
    rows = PaperRow.objects.filter(page__sheet=sheet).order_by("number")
    return list(rows.values_list("enrollment_id", "trainer_id"))


def with_people(rows: QuerySet[PaperRow]) -> QuerySet[PaperRow]:
    """Return `rows` in their order, each with whom it is of."""
    found = rows.select_related("enrollment__user", "enrollment__pesantren", "trainer")
    return found.order_by("number")
