"""Files that come in pieces: taken as long as the file itself would be, then added as one."""

from typing import NamedTuple
from uuid import UUID

from academy.core import acts
from academy.web.files.uploads import MAX_BYTES, FileTooLarge
from cms.models import AssignmentPage
from courses.acts.actions import check_may_work
from courses.assignments.actions import pieces
from courses.assignments.actions.files import DuplicateFile, TooManyFiles, add_file
from courses.assignments.actions.pieces import Sent
from courses.assignments.actions.submissions import AlreadyAccepted, NotADraft, most_files
from courses.assignments.queries.sending import is_added, received
from courses.models import Enrollment, Submission, SubmissionFile, SubmissionState


class Come(NamedTuple):
    """What has come of a file: so many bytes, or all of it (`added`: it is in the draft)."""

    received: int
    added: bool


def take_piece(
    *,
    enrollment: Enrollment,
    assignment: AssignmentPage,
    sending: UUID,
    offset: int,
    size: int,
    content: bytes,
) -> Come:
    """Keep the piece at `offset` of a file of `size`. Sent twice it is one.

    Whoever could not add the file is told before paying for it. Raises FileTooLarge,
    AlreadyAccepted, NotADraft, TooManyFiles, and what `check_may_work` raises.
    """
    if is_added(enrollment, assignment, sending):
        return Come(received=0, added=True)
    check_may_work(enrollment, assignment, None)
    _check_takes_files(enrollment, assignment)
    if size > MAX_BYTES:
        raise FileTooLarge
    person = enrollment.user
    pieces.keep(person=person, sending=sending, offset=offset, size=size, content=content)
    return Come(received(person, sending), added=False)


def add_sent(
    *, submission: Submission, sent: Sent, client_id: UUID, slot: int = 0
) -> SubmissionFile:
    """Add a file to a draft whose pieces have all come. The same act sent twice adds it once.

    Its pieces go with the first time, so what came of them is asked of the draft. Raises
    NotWhole, DuplicateFile, and what `add_file` raises.
    """
    person = submission.enrollment.user
    there = submission.files.filter(sent_as=sent.sending).first()
    if there is None:
        file = pieces.joined(person=person, sent=sent)
        return add_file(
            submission=submission, file=file, slot=slot, client_id=client_id, sent_as=sent.sending
        )
    if acts.find(client_id, person=person, part=there.sha256) is None:
        raise DuplicateFile
    return there


def _check_takes_files(enrollment: Enrollment, assignment: AssignmentPage) -> None:
    last = enrollment.submissions.filter(assignment=assignment).order_by("number").last()
    if last is None or last.state == SubmissionState.REVISION:
        return
    if last.state == SubmissionState.ACCEPTED:
        raise AlreadyAccepted
    if last.state == SubmissionState.SUBMITTED:
        raise NotADraft
    most = most_files(assignment)
    if not assignment.takes_pairs and last.files.count() >= most:
        raise TooManyFiles(most)
