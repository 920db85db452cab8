"""What a correction of a person leaves as it was printed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from certificates.models import Certificate, CertificateState
from courses.models import CorrectedField, Enrollment


def keep_what_they_print(enrollment: Enrollment, changes: Mapping[str, Any]) -> list[str]:
    """Say which valid certificates go on showing what was wrong; they are replaced by hand."""
    if not {CorrectedField.NAME, CorrectedField.PESANTREN} & set(changes):
        return []
    valid = Certificate.objects.filter(state=CertificateState.VALID)
    if CorrectedField.NAME in changes:
        valid = valid.filter(enrollment__user=enrollment.user)
    else:
        valid = valid.filter(enrollment=enrollment)
    text = gettext(
        "Certificate %(number)s stays as it was printed. Replace it on the certificates page of "
        "its batch, if it has to show this."
    )
    return [text % {"number": number} for number in valid.values_list("number", flat=True)]
