"""All certificates of a batch in one ZIP file."""

import tempfile
import zipfile
from collections.abc import Callable
from uuid import UUID

from django.core.files import File
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academy.core import jobs
from academy.core.models import Job
from academy.people.models import User
from academy.web.files.storages import private_storage
from certificates.models import Certificate
from certificates.queries.registry import printable
from courses.models import Batch

ZIP_JOB = "certificates.zip"


def filename(certificate: Certificate) -> str:
    """Return the name under which a reader keeps the PDF: number, then the person."""
    number = certificate.number.replace("/", "-")
    person = slugify(certificate.facts["full_name"])[:60].strip("-")
    return f"{number}-{person}.pdf" if person else f"{number}.pdf"


def request_zip(batch: Batch, *, by: User, client_id: UUID, return_url: str) -> Job:
    """Have the valid certificates of `batch` packed, as a job whose file is the ZIP.

    The same form sent twice is one job. Raises SentDifferently.
    """
    args = {"batch": batch.pk}
    title = _("Certificates of %(batch)s in one file") % {"batch": batch}
    return jobs.enqueue_once(
        ZIP_JOB, args, by=by, client_id=client_id, title=title, return_url=return_url
    )


def make_zip(batch: Batch, *, on_step: Callable[[int], None]) -> str:
    """Write the ZIP to the private storage and return its name there."""
    storage = private_storage()
    with tempfile.TemporaryFile() as file:
        # PDFs are compressed inside already.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for step, certificate in enumerate(printable(batch).order_by("issued_at", "pk"), 1):
                with storage.open(str(certificate.pdf)) as pdf:
                    archive.writestr(filename(certificate), pdf.read())
                on_step(step)
        file.seek(0)
        return storage.save(f"certificates/zip/{batch.public_id}.zip", File(file))


def packed(batch: Batch) -> dict[str, str]:
    """Return what a job's result says of the ZIP: the reader's name for it, and its type."""
    name = _("certificates-batch-%(number)s.zip") % {"number": batch.number}
    return {"filename": name, "content_type": "application/zip"}
