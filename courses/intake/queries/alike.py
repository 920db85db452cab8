"""The account that may be of a person in a list, for who may see it."""

from django.urls import reverse

from academy.people.models import User
from courses.intake.queries.known import known_people
from courses.intake.rules.rows import Values
from courses.models import Application, Enrollment, IntakeRow


def alike_account(row: IntakeRow, *, by: User) -> int | None:
    """Return the account that is like the person of `row`, where there is one and `by` sees it."""
    values = Values(**row.values)
    alike = known_people([values], row.listing.batch).alike(values)
    if len(alike) != 1 or not _sees(by, alike[0]):
        return None
    return alike[0]


def _sees(user: User, account: int) -> bool:
    return user.is_program_manager or any(
        rows.filter(user=account).exclude(user=user).exists()
        for rows in (Enrollment.objects.visible_to(user), Application.objects.visible_to(user))
    )


def pages_of(accounts: set[int], *, reader: User) -> dict[int, str]:
    """Return the pages on which `reader` sees people, by account; of the others there is none."""
    seats = Enrollment.objects.visible_to(reader).filter(user__in=accounts).order_by("pk")
    return {
        user: reverse("courses:person", args=[seat])
        for user, seat in seats.values_list("user", "public_id")
    }
