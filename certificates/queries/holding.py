"""What was issued holds the seat that it rests on where it is."""

from django.utils.translation import gettext

from academy.people.models import User
from certificates.models import Certificate
from courses.models import Enrollment


def issued_for(enrollment: Enrollment) -> str:
    """Say which certificate was issued for the seat, also one that is not valid any more.

    The register shows it under its batch, and its evidence is what was done there.
    """
    number = enrollment.certificates.values_list("number", flat=True).first()
    text = gettext(
        "Certificate %(number)s was issued for this seat in %(batch)s, so the seat stays there."
    )
    return text % {"number": number, "batch": enrollment.batch} if number else ""


def numbers_of(person: User) -> list[str]:
    """Return the numbers of all certificates that were issued to a person."""
    found = Certificate.objects.filter(enrollment__user=person).order_by("pk")
    return list(found.values_list("number", flat=True))
