"""A list comes as a file, is read in a job, and waits as a draft; drafts can be deleted."""

import hashlib
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.core import acts, audit, jobs, states
from academy.core.jobs import Progress
from academy.notify.actions import tell_done
from academy.people.models import User
from academy.sheets.refusals import SheetRefused
from academy.sheets.tables import fitting_sheets
from academy.web.files.uploads import NAME_LENGTH, shown_name
from courses.acts.kinds import ActKind
from courses.intake.actions.errors import IsTaken, NotDraft
from courses.intake.actions.judging import new_rows
from courses.intake.queries.reading import Preview, preview
from courses.intake.rules.choices import Chosen
from courses.intake.rules.columns import HEADS, is_head
from courses.intake.rules.rows import Circumstances, judged_alone
from courses.models import Batch, IntakeList, IntakeRow, IntakeState
from courses.models.verbs import CourseVerb

READ_JOB = "courses.read_intake"
_AT_ONCE = 500


def upload(*, batch: Batch, file: "UploadedFile[Any]", by: User, client_id: UUID) -> IntakeList:
    """Keep a file as a draft of `batch`, and have it read. Nothing else is written.

    The same file sent twice by one form is one draft; another file by the same form, as after a
    way back, is another one. Raises SentAndGone where the draft was deleted since.
    """
    file.seek(0)
    content = file.read()
    sha256 = hashlib.sha256(content).hexdigest()
    sent = uuid5(client_id, sha256)
    asked = [batch.pk, sha256]
    before = acts.before(sent, kind=ActKind.UPLOAD_LIST, person=by, content=asked)
    if before is not None:
        return before.earlier(IntakeList)
    made = _kept(batch, file, content, sha256, by)
    try:
        with transaction.atomic():
            act = acts.once(sent, kind=ActKind.UPLOAD_LIST, person=by, content=asked)
            if not act.is_repeated:
                made.save()
                audit.record(CourseVerb.LIST_UPLOADED, made, by=by, batch=batch.pk)
                _have_read(made, by)
                return act.gives(made)
    except BaseException:
        made.file.storage.delete(str(made.file.name))
        raise
    made.file.storage.delete(str(made.file.name))
    return act.earlier(IntakeList)


def _kept(
    batch: Batch, file: "UploadedFile[Any]", content: bytes, sha256: str, by: User
) -> IntakeList:
    """Return a draft whose file is stored, itself not saved: storing takes its time."""
    now = timezone.now()
    made = IntakeList(
        batch=batch,
        filename=shown_name(file)[:NAME_LENGTH] or _("list"),
        sha256=sha256,
        made_by=by,
        made_at=now,
        touched_at=now,
    )
    made.file.save(f"{made.public_id}.bin", ContentFile(content), save=False)
    return made


def locked(listing: IntakeList) -> IntakeList:
    """Return a list under its lock: alone, or after its batch's.

    Raises NotDraft where it is gone.
    """
    rows = IntakeList.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("batch__program", "job").filter(pk=listing.pk).first()
    if found is None:
        raise NotDraft
    return found


def read_again(*, listing: IntakeList, by: User, chosen: Chosen | None = None) -> IntakeList:
    """Have a draft read anew, as `chosen` says; what was mended in it goes. Raises NotDraft."""
    with transaction.atomic():
        listing = locked(listing)
        if not listing.is_untaken:
            raise NotDraft
        if listing.state != IntakeState.READING:
            states.move(listing, IntakeState.READING, by=by)
        if chosen is not None:
            listing.chosen = chosen.to_json()
        listing.rows.all().delete()
        listing.message, listing.touched_at = "", timezone.now()
        listing.revision += 1
        listing.save(update_fields=["chosen", "message", "touched_at", "revision"])
        _have_read(listing, by)
    return listing


def _have_read(listing: IntakeList, by: User) -> None:
    listing.job = jobs.enqueue(
        READ_JOB,
        {
            "listing": listing.pk,
            "batch": listing.batch_id,
            "revision": listing.revision,
            "by": by.pk,
        },
        by=by,
        title=_("Read the list of people %(file)s") % {"file": listing.filename},
        return_url=address_of(listing),
    )
    listing.save(update_fields=["job"])


def address_of(listing: IntakeList) -> str:
    """Return the page of a list."""
    return reverse("courses:intake_list", args=[listing.batch.public_id, listing.public_id])


def read(progress: Progress, *, listing: IntakeList, by: User, revision: int) -> None:
    """Read the file of a list into rows, each with its verdict; or note why it cannot be."""
    if listing.state != IntakeState.READING or listing.revision != revision:
        return
    chosen = Chosen.from_json(listing.chosen) if listing.chosen else Chosen()
    with listing.file.open() as opened:
        content = opened.read()
    with translation.override(by.language):
        found = preview(content, by=by, chosen=chosen)
        rows: list[IntakeRow] = []
        understood: dict[str, Any] = {}
        if found.refusal is None and found.around is not None:
            rows = _judged(progress, listing, found, found.around, by)
            understood = _understood(content, found, found.around)
        _keep(progress, listing, str(found.message), rows, understood=understood, by=by)
        tell_done(progress.job, lambda: _told(listing))


def _told(listing: IntakeList) -> str:
    if listing.state == IntakeState.REFUSED:
        return _("The list of people %(file)s could not be read.") % {"file": listing.filename}
    return _("The list of people %(file)s is read. Look at it and confirm it.") % {
        "file": listing.filename
    }


def _judged(
    progress: Progress, listing: IntakeList, found: Preview, around: Circumstances, by: User
) -> list[IntakeRow]:
    progress.total(len(found.listed))
    alone = []
    for at, row in enumerate(found.listed):
        alone.append(judged_alone(row, around))
        if at % _AT_ONCE == 0:
            progress.step(at)
    return new_rows(listing, found.listed, alone, by=by)


def _understood(content: bytes, found: Preview, around: Circumstances) -> dict[str, Any]:
    """Return as JSON how a file was understood, and what else might be meant."""
    heads = {letter: [head, ""] for letter, head in found.unread.items()}
    heads |= {letter: list(pair) for letter, pair in found.read.items()}
    try:
        sheets = fitting_sheets(content, heads=HEADS, is_head=is_head)
    except SheetRefused:
        sheets = []
    return {
        "sheet": found.sheet,
        "sheets": sheets,
        "heads": [[letter, *heads[letter]] for letter in sorted(heads, key=_place)],
        "looks_month_first": found.looks_month_first,
        "since_1904": around.since_1904,
        "has_nspp_column": around.has_nspp_column,
    }


def _place(letter: str) -> tuple[int, str]:
    return len(letter), letter


def _keep(
    progress: Progress,
    listing: IntakeList,
    message: str,
    rows: list[IntakeRow],
    *,
    understood: dict[str, Any],
    by: User,
) -> None:
    with transaction.atomic():
        # Holds the job's row: a run that was given up writes nothing beside the next one.
        progress.step(len(rows))
        fresh = locked(listing)
        if fresh.state != IntakeState.READING or fresh.revision != listing.revision:
            return
        IntakeRow.objects.bulk_create(rows, batch_size=_AT_ONCE)
        state = IntakeState.DRAFT if rows else IntakeState.REFUSED
        states.move(fresh, state, by=by, message=message, understood=understood)
    listing.state = fresh.state


def delete_draft(*, listing: IntakeList, by: User | None) -> None:
    """Delete a list of which nothing was taken, its rows and its file. Raises IsTaken."""
    with transaction.atomic():
        listing = locked(listing)
        if not listing.is_untaken:
            raise IsTaken
        audit.record(CourseVerb.LIST_DELETED, listing, by=by, batch=listing.batch_id)
        storage, name = listing.file.storage, str(listing.file.name or "")
        listing.delete()
        if name:
            transaction.on_commit(partial(storage.delete, name), robust=True)
