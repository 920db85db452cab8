"""Which design the certificates of a program use."""

from django.db import transaction

from academy.core import audit
from academy.people.models import User
from certificates.models import CertificateDesign, ProgramDesign
from certificates.models.verbs import CertificateVerb
from courses.models import Program


def choose_design(program: Program, design: CertificateDesign, *, by: User) -> ProgramDesign:
    """Use `design` for what is issued in `program` from now on; what is issued stays."""
    with transaction.atomic():
        chosen, _created = ProgramDesign.objects.update_or_create(
            program=program, defaults={"design": design}
        )
        audit.record(CertificateVerb.CHOSE_THE_CERTIFICATE_DESIGN, program, by=by, design=design.pk)
    return chosen
