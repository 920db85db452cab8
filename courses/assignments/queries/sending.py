"""How far files are that people are sending to a hand-in."""

from uuid import UUID

from academy.people.models import User
from cms.models import AssignmentPage
from courses.models import Enrollment, SentPiece, SubmissionFile, SubmissionState


def is_added(enrollment: Enrollment, assignment: AssignmentPage, sending: UUID) -> bool:
    """Whether a file that was sent in pieces of this name is in the draft by now."""
    drafts = enrollment.submissions.filter(assignment=assignment, state=SubmissionState.DRAFT)
    return SubmissionFile.objects.filter(submission__in=drafts, sent_as=sending).exists()


def received(person: User, sending: UUID) -> int:
    """Return how many bytes of a file have come, from its beginning on without a gap."""
    return sum(piece.length for piece in pieces_of(person, sending))


def pieces_of(person: User, sending: UUID) -> list[SentPiece]:
    """Return the pieces of a file in their order, from its beginning on without a gap."""
    found: list[SentPiece] = []
    end = 0
    for piece in SentPiece.objects.filter(person=person, sending=sending):
        if piece.offset != end:
            break
        found.append(piece)
        end += piece.length
    return found
