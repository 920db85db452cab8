"""What a correction of a person leaves as it was printed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from certificates.models import Certificate, CertificateState
from courses.models import CorrectedField, Enrollment
from courses.workspace.queries.people.corrections import Way


def keep_what_they_print(way: Way, changes: Mapping[str, Any]) -> list[str]:
    """Say which valid certificates go on showing what was wrong; they are replaced by hand."""
    valid = Certificate.objects.filter(state=CertificateState.VALID)
    if CorrectedField.NAME in changes:
        valid = valid.filter(enrollment__user=way.user)
    elif CorrectedField.PESANTREN in changes and isinstance(way, Enrollment):
        valid = valid.filter(enrollment=way)
    else:
        return []
    text = gettext(
        "Certificate %(number)s stays as it was printed. Replace it on the certificates page of "
        "its batch, if it has to show this."
    )
    return [text % {"number": number} for number in valid.values_list("number", flat=True)]
