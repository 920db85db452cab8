"""What was issued holds the seat that it rests on where it is."""

from collections.abc import Sequence

from django.utils.translation import gettext

from academy.people.models import User
from certificates.models import Certificate
from courses.models import Enrollment


def issued_for(enrollments: Sequence[Enrollment]) -> dict[int, str]:
    """Say by seat which certificate was issued for it, also one that is not valid any more.

    The register shows it under its batch, and its evidence is what was done there.
    """
    issued = Certificate.objects.filter(enrollment__in=[one.pk for one in enrollments])
    numbers = dict(issued.order_by("-pk").values_list("enrollment", "number"))
    text = gettext(
        "Certificate %(number)s was issued for this seat in %(batch)s, so the seat stays there."
    )
    return {
        one.pk: text % {"number": numbers[one.pk], "batch": one.batch}
        for one in enrollments
        if one.pk in numbers
    }


def numbers_of(person: User) -> list[str]:
    """Return the numbers of all certificates that were issued to a person."""
    found = Certificate.objects.filter(enrollment__user=person).order_by("pk")
    return list(found.values_list("number", flat=True))
