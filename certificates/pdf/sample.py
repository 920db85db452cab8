"""An invented certificate: what a design looks like before anybody has earned it."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.pdf.facts import COMPLETION, CertificateFacts, ModuleFacts
from certificates.pdf.layout import LANGUAGE, lay_out
from certificates.pdf.overlay import lay_over

CODE = "X" * 10


def design_sample(
    *, heading: str, statement: str, city: str, signer_name: str, signer_title: str
) -> BytesIO:
    """Return an unsigned PDF of a design with these words, for nobody."""
    today = timezone.localdate()
    with translation.override(LANGUAGE):
        course = _("Example course")
        facts = CertificateFacts(
            kind=COMPLETION,
            number="–",
            code=CODE,
            full_name=_("Name of the participant"),
            arabic_name="",
            pesantren=_("Pesantren"),
            regency=_("Regency"),
            heading=heading,
            statement=statement,
            program=_("Name of the program"),
            batch=_("Batch"),
            starts_on=today - timedelta(days=60),
            ends_on=today,
            courses=(course,),
            modules=tuple(
                ModuleFacts(
                    course=course,
                    title=_("Module %(number)s") % {"number": number},
                    hours=Decimal(2),
                    mark=Decimal(85),
                )
                for number in range(1, 7)
            ),
            hours=Decimal(12),
            mean_mark=Decimal(85),
            attendance_percent=Decimal(90),
            rules=(_("Requirements of the batch"),),
            issued_on=today,
            city=city,
            issuer="OPOP Academy",
            signer_name=signer_name,
            signer_title=signer_title,
            check_address="…",
            verify_url="https://sample.invalid/",
        )
    return BytesIO(lay_over(lay_out(facts), facts))
