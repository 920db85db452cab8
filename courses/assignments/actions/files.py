"""The photos and files of a draft: added, removed, put in order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from academy.core import acts
from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files import uploads
from academy.web.files.storages import private_storage
from cms.models import Evidence
from courses.acts import locks
from courses.acts.actions import at_work
from courses.acts.kinds import ActKind
from courses.assignments.actions import pieces
from courses.assignments.actions.likeness import look_of, note_look
from courses.assignments.actions.submissions import NotADraft, most_files
from courses.models import Submission, SubmissionFile, SubmissionState


class TooManyFiles(Refused):
    """The draft holds as many files as the assignment takes."""

    def __init__(self, limit: int):
        super().__init__(
            _("At most %(limit)s files fit in. Remove one before you add another.")
            % {"limit": limit}
        )


class DuplicateFile(Refused):
    message = _("This file is in the draft already, so it was not added again.")


class NoSuchPlace(Refused):
    message = _("This place is not one of the pairs. Open the page anew, then add the photo.")


def add_file(
    *,
    submission: Submission,
    file: "UploadedFile[Any]",
    client_id: UUID,
    slot: int = 0,
    sent_as: UUID | None = None,
    helper: User | None = None,
) -> SubmissionFile:
    """Add a photo or file to a draft. The same act sent twice adds it once.

    `client_id` is the form's; a form may bring several files. Of photos in pairs `slot` says
    which one it is; what stood there goes. `sent_as` names the pieces that it came in, which are
    needed no more. `helper` is a companion who adds it for the person. Raises
    what `academy.web.files.uploads` refuses, NotADraft, TooManyFiles, DuplicateFile, NoSuchPlace,
    SentDifferently, SentAndGone, and what `check_may_work` raises.
    """
    photos_only = submission.assignment.evidence != Evidence.FILES
    # Decoding takes a while: done before anything is locked.
    upload = uploads.read_picture(file) if photos_only else uploads.read_file(file)
    row = SubmissionFile(
        submission=submission,
        filename=upload.filename,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
        width=upload.width,
        height=upload.height,
        slot=slot,
        sent_as=sent_as,
        look=look_of(upload.thumbnail) if upload.thumbnail else "",
    )
    if acts.find(client_id, person=helper or submission.enrollment.user, part=row.sha256) is None:
        # What will not fit is not stored first.
        _place_for(submission, row)
    row.file.save(upload.filename, ContentFile(upload.content), save=False)
    if upload.thumbnail is not None:
        row.thumbnail.save(upload.filename, ContentFile(upload.thumbnail), save=False)
    try:
        kept = _attach(submission, row, client_id, helper)
    except Refused:
        _delete_stored([row])
        raise
    if kept is not row:
        _delete_stored([row])
    return kept


def _attach(
    submission: Submission, row: SubmissionFile, client_id: UUID, helper: User | None
) -> SubmissionFile:
    with at_work(
        submission.enrollment,
        kind=ActKind.ADD_FILE,
        client_id=client_id,
        content=[submission.pk, row.sha256],
        part=row.sha256,
        helper=helper,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(SubmissionFile)
        submission = locks.submission(submission)
        row.position = _place_for(submission, row)
        visit.admit_to(submission.assignment)
        if row.slot:
            _drop(submission.files.filter(slot=row.slot))
        row.save()
        if row.sent_as is not None:
            pieces.forget(person=visit.enrollment.user, sending=row.sent_as)
        note_look(row, submission.course_id)
        return visit.gives(row)


def _place_for(submission: Submission, row: SubmissionFile) -> int:
    """Return the position of `row` in the draft, after the others; refuse what does not fit."""
    if submission.state != SubmissionState.DRAFT:
        raise NotADraft
    files = dict(submission.files.values_list("sha256", "position"))
    if row.sha256 in files:
        raise DuplicateFile
    most = most_files(submission.assignment)
    if submission.assignment.takes_pairs:
        if not 1 <= row.slot <= most:
            raise NoSuchPlace
        return row.slot
    if len(files) >= most:
        raise TooManyFiles(most)
    return max(files.values(), default=0) + 1


def _drop(files: QuerySet[SubmissionFile]) -> None:
    """Delete rows, and after the commit what they stored."""
    gone = list(files)
    files.delete()
    transaction.on_commit(lambda: _delete_stored(gone))


def _delete_stored(files: Sequence[SubmissionFile]) -> None:
    """Delete what the rows stored, but for what an earlier hand-in holds too."""
    files = [item for item in files if not SubmissionFile.objects.filter(file=item.file.name)]
    for name in [name for item in files for name in (item.file.name, item.thumbnail.name) if name]:
        private_storage().delete(name)


@contextmanager
def _draft(submission: Submission, helper: User | None = None) -> Iterator[Submission]:
    """Yield a draft that may be changed, locked. Raises NotADraft, SeatNotActive."""
    with at_work(submission.enrollment, helper=helper) as visit:
        submission = locks.submission(submission)
        if submission.state != SubmissionState.DRAFT:
            raise NotADraft
        visit.admit()
        yield submission


def remove_file(*, submission: Submission, file_id: UUID, helper: User | None = None) -> None:
    """Take a file out of a draft and delete it. One that is gone is no error.

    `helper` is a companion who does it for the person.

    Raises NotADraft, SeatNotActive.
    """
    with _draft(submission, helper) as draft:
        _drop(draft.files.filter(public_id=file_id))


def reorder(*, submission: Submission, file_ids: Sequence[UUID]) -> None:
    """Put the files of a draft into the order of `file_ids`; those not named come after.

    Raises NotADraft, SeatNotActive.
    """
    with _draft(submission) as draft:
        _arrange(draft, file_ids)


def move_file(*, submission: Submission, file_id: UUID, step: int) -> None:
    """Move one file `step` places towards the end (negative: the beginning).

    Raises NotADraft, SeatNotActive.
    """
    with _draft(submission) as draft:
        order = list(draft.files.values_list("public_id", flat=True))
        if file_id not in order:
            return
        old = order.index(file_id)
        order.insert(max(0, old + step), order.pop(old))
        _arrange(draft, order)


def _arrange(draft: Submission, file_ids: Sequence[UUID]) -> None:
    place = {file_id: position for position, file_id in enumerate(file_ids)}
    files = sorted(
        draft.files.all(),
        key=lambda item: (place.get(item.public_id, len(place)), item.position),
    )
    for position, item in enumerate(files, start=1):
        item.position = position
    SubmissionFile.objects.bulk_update(files, ["position"])
