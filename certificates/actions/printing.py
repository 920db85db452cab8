"""The paper of a certificate: printed once from the frozen facts, then kept."""

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core import jobs
from academy.core.models import Job
from academy.people.models import User
from academy.web.files.storages import private_storage
from certificates.actions.drafting import Taught, draft, numbered
from certificates.errors import NoDesign, NoKey
from certificates.models import Certificate
from certificates.pdf import key_state
from certificates.pdf.facts import CertificateFacts
from certificates.pdf.layout import lay_out
from certificates.pdf.overlay import lay_over
from certificates.pdf.render import Press
from certificates.pdf.sample import CODE
from courses.models import Batch, Enrollment

MISSING_JOB = "certificates.print_missing"


@cache
def press(keys_folder: Path) -> Press:
    """Return the press of this process: it keeps the pages that a batch shares."""
    return Press(keys_folder)


def print_pdf(certificate: Certificate) -> Certificate:
    """Print and sign the PDF of `certificate`, unless that was done; return it with its file.

    Two at the same time print twice, and the first one's file is kept. Raises NoKey.
    """
    if certificate.pdf:
        return certificate
    if not key_state.is_in_place():
        raise NoKey
    facts = CertificateFacts.from_json(certificate.facts)
    printed = press(settings.KEYS_DIR).print(facts, at=timezone.localtime(certificate.issued_at))
    storage = private_storage()
    name = storage.save(
        f"certificates/{certificate.year}/{certificate.public_id}.pdf", ContentFile(printed)
    )
    kept = Certificate.objects.filter(pk=certificate.pk, pdf="").update(
        pdf=name, pdf_sha256=hashlib.sha256(printed).hexdigest()
    )
    if not kept:
        storage.delete(name)
    certificate.refresh_from_db(fields=["pdf", "pdf_sha256"])
    return certificate


def request_missing(batch: Batch, *, by: User, client_id: UUID, return_url: str) -> Job:
    """Have the files made that valid certificates of `batch` lack, as a job.

    The same form sent twice is one job. Raises NoKey, SentDifferently.
    """
    if not key_state.is_in_place():
        raise NoKey
    args = {"batch": batch.pk}
    title = _("Missing certificate files, %(batch)s") % {"batch": batch}
    return jobs.enqueue_once(
        MISSING_JOB, args, by=by, client_id=client_id, title=title, return_url=return_url
    )


def pdf_name(certificate: Certificate) -> str:
    """Return the name of the PDF in the private storage; printed now if it was not."""
    return str(print_pdf(certificate).pdf.name)


def sample(of: Taught, enrollment: Enrollment, kind: str) -> BytesIO:
    """Return what the certificate of `enrollment` would look like: unsigned, no number.

    Raises NoDesign.
    """
    if of.design is None:
        raise NoDesign
    facts = draft(of, of.design, enrollment, kind).facts
    printed = numbered(facts, number="–", code=CODE, issued_on=timezone.localdate())
    return BytesIO(lay_over(lay_out(printed), printed))
