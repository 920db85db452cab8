"""Slips for a whole batch or for several chosen people: a job that leaves a PDF, kept for a day.

The PINs stand in clear in that file alone. It is written before the first of them is in force:
where it cannot be, nobody's PIN has ended. A job that is begun anew writes another file, ends
the first and gives everybody the PINs of its own; nobody has seen those of the first.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academy.core import jobs
from academy.core.errors import Refused
from academy.core.jobs import JobLost, Progress
from academy.core.models import Job
from academy.notify.actions import tell_done
from academy.people.entrance.actions import reset_pin, secret_for_slip
from academy.people.entrance.cards import card_address
from academy.people.errors import AccountErased, AccountMerged
from academy.people.locks import account as locked_account
from academy.people.models import User
from academy.web.files.storages import private_storage
from courses.acts import locks
from courses.models import Batch, Enrollment
from courses.workspace.pdf import SlipFacts, slips_pdf
from courses.workspace.queries.sheets import (
    SLIPS_JOB,
    are_in_work,
    chosen_sheets,
    kept_too_long,
    plain_seats,
    seats_for_slips,
    sheets_of,
)


class NobodyNeedsSlips(Refused):
    message = gettext_lazy("Everybody here has chosen an own PIN, so nobody needs a slip.")


class OnlyWorkers(Refused):
    message = gettext_lazy(
        "No slip was made: these people work here and reset their own passwords."
    )


class SlipsInWork(Refused):
    message = gettext_lazy(
        "Slips of this batch are being made just now. Ask again when they are ready, so that "
        "nobody gets two PINs."
    )


def request_sheets(
    *, batch: Batch, by: User, everybody: bool, client_id: UUID, return_url: str
) -> Job:
    """Have slips made for `batch`, or return the job whose slips wait to be fetched.

    While there are some no other PINs are made, by whomever they are asked for: the paper of
    the first would be worthless. Raises NobodyNeedsSlips, SlipsInWork or
    SentDifferently.
    """
    with transaction.atomic():
        # Two who ask at the same time: the second finds the job of the first.
        locks.batch(batch.pk)
        found = sheets_of(batch)
        if found is not None:
            return found
        if not seats_for_slips(batch, everybody=everybody).exists():
            raise NobodyNeedsSlips
        return _enqueue(
            {"batch": batch.pk, "everybody": everybody, "by": by.pk},
            batch=batch,
            by=by,
            client_id=client_id,
            title=_("Sign-in slips of %(batch)s") % {"batch": batch},
            return_url=return_url,
        )


def request_chosen_sheets(
    *,
    batch: Batch,
    enrollments: Iterable[Enrollment],
    by: User,
    client_id: UUID,
    return_url: str,
) -> Job:
    """Have slips made for chosen people of `batch`, also where they have PINs of their own.

    The same people asked for again while their file waits get no other PINs: the job that
    made it is returned. Raises OnlyWorkers, SlipsInWork or SentDifferently.
    """
    chosen = sorted(enrollment.pk for enrollment in enrollments)
    with transaction.atomic():
        locks.batch(batch.pk)
        for found in chosen_sheets(batch, by):
            if found.args["chosen"] == chosen:
                return found
        if not seats_for_slips(batch, everybody=True, chosen=chosen).exists():
            raise OnlyWorkers
        return _enqueue(
            {"batch": batch.pk, "everybody": True, "chosen": chosen, "by": by.pk},
            batch=batch,
            by=by,
            client_id=client_id,
            title=ngettext(
                "Sign-in slip of %(count)s person, %(batch)s",
                "Sign-in slips of %(count)s people, %(batch)s",
                len(chosen),
            )
            % {"count": len(chosen), "batch": batch},
            return_url=return_url,
        )


def _enqueue(
    args: dict[str, object], *, batch: Batch, by: User, client_id: UUID, title: str, return_url: str
) -> Job:
    if are_in_work(batch):
        # Of two that give one person a PIN at once, one paper would be worthless.
        raise SlipsInWork
    return jobs.enqueue_once(
        SLIPS_JOB, args, by=by, client_id=client_id, title=title, return_url=return_url
    )


def make_sheets(
    progress: Progress,
    *,
    batch: Batch,
    by: User,
    everybody: bool,
    chosen: Collection[int] | None = None,
) -> None:
    """Write the file, then put its PINs in force one by one."""
    wanted = seats_for_slips(batch, everybody=everybody, chosen=chosen)
    seats = list(wanted.select_related("user", "pesantren__regency"))
    progress.total(len(seats))
    printed = [_printed(progress, seat) for seat in seats]
    facts = [slip for slip, _encoded in printed]
    _store(progress, slips_pdf(facts, batch=batch, on_part=lambda: progress.step(0)))
    for step, (seat, (slip, encoded)) in enumerate(zip(seats, printed, strict=True), start=1):
        with transaction.atomic():
            # Holds the job's row: a run that was given up changes no PIN of the next one.
            progress.step(step)
            with suppress(AccountErased, AccountMerged):
                # Closed while the file was written: its slip opens nothing.
                fresh = locked_account(seat.user)
                if everybody or not fresh.has_own_secret:
                    reset_pin(user=fresh, by=by, secret=slip.secret, encoded=encoded)
    progress.job.result = {
        "filename": _("sign-in-slips-%(number)s.pdf") % {"number": batch.number},
        "content_type": "application/pdf",
        "slips": len(facts),
        "left_out": len(chosen or plain_seats(batch)) - len(facts),
    }
    tell_done(progress.job, lambda: _told(len(facts)))


def _printed(progress: Progress, seat: Enrollment) -> tuple[SlipFacts, str]:
    """Return what stands on the slip of `seat`, and the hash of its PIN that is not in force yet.

    Hashing takes a moment each; the lease of the job is held meanwhile.
    """
    progress.step(0)
    secret = secret_for_slip(seat.user)
    encoded = make_password(secret)
    slip = SlipFacts(
        name=seat.user.display_name,
        username=seat.user.username,
        secret=secret,
        pesantren=seat.pesantren.name if seat.pesantren else "",
        card=card_address(seat.user, encoded=encoded),
    )
    return slip, encoded


def _told(count: int) -> str:
    return ngettext(
        "The PDF with %(count)s sign-in slip is ready. Print it within 24 hours.",
        "The PDF with %(count)s sign-in slips is ready. Print it within 24 hours.",
        count,
    ) % {"count": count}


def _store(progress: Progress, pdf: bytes) -> None:
    """Write the file of this run, after the job says that it is its own; an earlier one's goes.

    Each run has a name of its own: one that was given up, and comes back while it stores, would
    put PINs that are not in force over those of the next.
    """
    job, storage = progress.job, private_storage()
    before, name = job.file, f"slips/{job.public_id}-{job.attempts}.pdf"
    progress.write(file=name)
    if before:
        storage.delete(before)
    storage.save(name, ContentFile(pdf))
    try:
        progress.step(0)
    except JobLost:
        storage.delete(name)
        raise


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
