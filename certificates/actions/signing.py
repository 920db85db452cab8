"""A key of the academy's own."""

from django.conf import settings

from academy.core import audit
from academy.people.models import User
from certificates.models.verbs import CertificateVerb
from certificates.pdf.keys import ensure_key


def make_key(*, organisation: str, by: User) -> None:
    """Make a key that signs in the name of `organisation`, unless there is one already."""
    ensure_key(settings.KEYS_DIR, signer=organisation, authority=f"{organisation} CA")
    audit.record(CertificateVerb.KEY_MADE, by, by=by)
