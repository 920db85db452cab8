"""Slips for a whole batch: a job that leaves a PDF, kept for a day and fetched again and again.

The PINs stand in clear in that file alone. It is written before the first of them is in force:
where it cannot be, nobody's PIN has ended. A job that is begun anew writes another file over
it and gives everybody the PINs of that; nobody has seen those of the first.
"""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core import jobs
from academy.core.jobs import Progress
from academy.core.models import Job
from academy.notify.actions import tell_done
from academy.people.entrance.actions import reset_pin, secret_for_slip
from academy.people.models import User
from academy.web.files.storages import private_storage
from courses.acts import locks
from courses.models import Batch
from courses.workspace.pdf import SlipFacts, slips_pdf
from courses.workspace.queries.sheets import (
    SLIPS_JOB,
    kept_too_long,
    plain_seats,
    seats_for_slips,
    sheets_of,
)


def request_sheets(
    *, batch: Batch, by: User, everybody: bool, client_id: UUID, return_url: str
) -> Job:
    """Have slips made for `batch`, or return the job whose slips wait to be fetched.

    While there are some no other PINs are made, by whomever they are asked for: the paper of
    the first would be worthless. Raises SentDifferently.
    """
    with transaction.atomic():
        # Two who ask at the same time: the second finds the job of the first.
        locks.batch(batch.pk)
        found = sheets_of(batch)
        if found is not None:
            return found
        return jobs.enqueue_once(
            SLIPS_JOB,
            {"batch": batch.pk, "everybody": everybody, "by": by.pk},
            by=by,
            client_id=client_id,
            title=_("Sign-in slips of %(batch)s") % {"batch": batch},
            return_url=return_url,
        )


def make_sheets(progress: Progress, *, batch: Batch, by: User, everybody: bool) -> None:
    """Write the file, then put its PINs in force one by one."""
    seats = list(
        seats_for_slips(batch, everybody=everybody).select_related("user", "pesantren__regency")
    )
    slips = [(seat.user, secret_for_slip(seat.user)) for seat in seats]
    progress.total(len(seats))
    facts = [
        SlipFacts(
            name=user.display_name,
            username=user.username,
            secret=secret,
            pesantren=seat.pesantren.name if seat.pesantren else "",
        )
        for seat, (user, secret) in zip(seats, slips, strict=True)
    ]
    _store(progress, slips_pdf(facts, batch=batch, on_part=lambda: progress.step(0)))
    for step, (user, secret) in enumerate(slips, start=1):
        with transaction.atomic():
            # Holds the job's row: a run that was given up changes no PIN of the next one.
            progress.step(step)
            fresh = User.objects.select_for_update().get(pk=user.pk)
            if fresh.erased_at is None and (everybody or not fresh.has_own_secret):
                reset_pin(user=fresh, by=by, secret=secret)
    progress.job.result = {
        "filename": _("sign-in-slips-%(number)s.pdf") % {"number": batch.number},
        "content_type": "application/pdf",
        "slips": len(slips),
        "left_out": plain_seats(batch).count() - len(slips),
    }
    tell_done(progress.job, lambda: _told(len(slips)))


def _told(count: int) -> str:
    return ngettext(
        "The PDF with %(count)s sign-in slip is ready. Print it within 24 hours.",
        "The PDF with %(count)s sign-in slips is ready. Print it within 24 hours.",
        count,
    ) % {"count": count}


def _store(progress: Progress, pdf: bytes) -> None:
    """Write the file over what an earlier run left, after the job says that it is its own."""
    name, storage = f"slips/{progress.job.public_id}.pdf", private_storage()
    progress.write(file=name)
    storage.delete(name)
    storage.save(name, ContentFile(pdf))


def delete_sheets(job: Job) -> None:
    """Delete the file of `job`: it is printed. The PINs on paper stay in force."""
    private_storage().delete(job.file)
    Job.objects.filter(pk=job.pk, file=job.file).update(file="")


def forget_old_sheets() -> int:
    """Delete the files that have had their time; return how many."""
    old = list(kept_too_long())
    for job in old:
        delete_sheets(job)
    return len(old)
