"""The photos and files of a draft: added, removed, put in order."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.web.files import uploads
from academy.web.files.storages import private_storage
from cms.models import Evidence
from courses.acts.actions import check_may_work, lock, note_seen
from courses.assignments.actions.submissions import NotADraft, fresh, locked_draft
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


def add_file(*, submission: Submission, file: UploadedFile, client_id: UUID) -> SubmissionFile:
    """Add a photo or file to a draft. The same act sent twice adds it once.

    `client_id` is the form's; a form may bring several files. Raises what
    `academy.web.files.uploads` refuses, NotADraft, TooManyFiles, DuplicateFile and
    what `check_may_work` raises.
    """
    photos_only = submission.assignment.evidence == Evidence.PHOTOS
    # Decoding takes a while: done before anything is locked.
    upload = uploads.read_picture(file) if photos_only else uploads.read_file(file)
    own_id = uuid5(client_id, upload.sha256)
    row = SubmissionFile(
        client_id=own_id,
        submission=submission,
        filename=upload.filename,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
        width=upload.width,
        height=upload.height,
    )
    earlier = _check_fits(submission, row)
    if earlier is not None:
        return earlier
    row.file.save(upload.filename, ContentFile(upload.content), save=False)
    if upload.thumbnail is not None:
        row.thumbnail.save(upload.filename, ContentFile(upload.thumbnail), save=False)
    try:
        return _attach(submission, row)
    except Refused:
        _delete_stored([row])
        raise


def _attach(submission: Submission, row: SubmissionFile) -> SubmissionFile:
    with transaction.atomic():
        enrollment = lock(submission.enrollment)
        submission = fresh(submission)
        earlier = _check_fits(submission, row)
        if earlier is not None:
            transaction.on_commit(lambda: _delete_stored([row]))
            return earlier
        check_may_work(enrollment, submission.assignment, None)
        row.position = (submission.files.aggregate(last=Max("position"))["last"] or 0) + 1
        row.save()
        note_seen(enrollment)
    return row


def _check_fits(submission: Submission, row: SubmissionFile) -> SubmissionFile | None:
    """Return the file that this very act has made before, or None if `row` may be added."""
    files = list(submission.files.all())
    earlier = next((item for item in files if item.client_id == row.client_id), None)
    if earlier is not None:
        return earlier
    if submission.state != SubmissionState.DRAFT:
        raise NotADraft
    if any(item.sha256 == row.sha256 for item in files):
        raise DuplicateFile
    if len(files) >= submission.assignment.max_files:
        raise TooManyFiles(submission.assignment.max_files)
    return None


def _delete_stored(files: Sequence[SubmissionFile]) -> None:
    for name in [name for item in files for name in (item.file.name, item.thumbnail.name) if name]:
        private_storage().delete(name)


def remove_file(*, submission: Submission, file_id: UUID) -> None:
    """Take a file out of a draft and delete it. One that is gone is no error.

    Raises NotADraft, SeatNotActive.
    """
    with transaction.atomic():
        submission = locked_draft(submission)
        gone = list(submission.files.filter(public_id=file_id))
        submission.files.filter(public_id=file_id).delete()
        transaction.on_commit(lambda: _delete_stored(gone))


def reorder(*, submission: Submission, file_ids: Sequence[UUID]) -> None:
    """Put the files of a draft into the order of `file_ids`; those not named come after.

    Raises NotADraft, SeatNotActive.
    """
    with transaction.atomic():
        submission = locked_draft(submission)
        place = {file_id: position for position, file_id in enumerate(file_ids)}
        files = sorted(
            submission.files.all(),
            key=lambda item: (place.get(item.public_id, len(place)), item.position),
        )
        for position, item in enumerate(files, start=1):
            item.position = position
        SubmissionFile.objects.bulk_update(files, ["position"])


def move_file(*, submission: Submission, file_id: UUID, step: int) -> None:
    """Move one file `step` places towards the end (negative: the beginning).

    Raises NotADraft, SeatNotActive.
    """
    order = list(submission.files.values_list("public_id", flat=True))
    if file_id not in order:
        return
    old = order.index(file_id)
    order.insert(max(0, old + step), order.pop(old))
    reorder(submission=submission, file_ids=order)
