"""What notes, gallery, paper, classmates' feedback and calibration put on pages of rooms below."""

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from academy.core.text.typed import whole_of
from academy.people.models import Reader, User
from academy.web.shell import parts
from cms.models import AssignmentPage
from courses.acts.rules import may_read
from courses.assignments.actions.told import tell_of_work
from courses.assignments.queries.work import Work
from courses.calendar.addresses import addresses_of
from courses.calibration.queries import proposal
from courses.calibration.queries import rounds as calibrations
from courses.learning.queries.steps import Step
from courses.models import (
    Enrollment,
    GalleryState,
    GalleryWork,
    Session,
    Submission,
    SubmissionState,
)
from courses.paper.queries import standing
from courses.peers import queries as peers
from courses.peers.actions import hear_of_work

type Context = dict[str, object] | None


def _calendar(user: User) -> Context:
    return {"calendar": addresses_of(user)}


def _way_in(_user: Reader, seat: Enrollment) -> Context:
    return {"batch": seat.batch}


def _asked(_user: Reader, seat: Enrollment, assignment: AssignmentPage, work: Work) -> Context:
    if not work.is_accepted or work.latest is None:
        return None
    seen = GalleryWork.objects.shown().filter(pk=OuterRef("pk"))
    own = GalleryWork.objects.annotate(is_seen=Exists(seen))
    own = own.select_related("submission__enrollment")
    found = own.filter(submission=work.latest.submission).first()
    return None if found is None else {"work": found}


def _exchange(_user: Reader, seat: Enrollment, assignment: AssignmentPage, work: Work) -> Context:
    if work.latest is None:
        return {"announced": assignment.peer_count} if assignment.peer_count else None
    exchange = peers.exchange_of(seat, assignment)
    if not (assignment.peer_count or exchange.given or exchange.received):
        return None
    return {"exchange": exchange, "batch": seat.batch}


def _proposal(user: Reader, submission: Submission) -> Context:
    if submission.state != SubmissionState.ACCEPTED:
        return None
    work = GalleryWork.objects.filter(submission=submission).first()
    is_free = work is None or (work.state == GalleryState.TAKEN_DOWN and work.hidden_at is None)
    may_propose = is_free and user.has_perm("courses.propose_work", submission)
    if work is None and not may_propose:
        return None
    return {"submission": submission, "work": work, "may_propose": may_propose}


def _said(user: Reader, submission: Submission) -> Context:
    # Who works here may learn here too, and is promised to read it without names.
    is_own = submission.enrollment.user_id == user.pk
    said = [] if is_own else peers.said_of(submission)
    if not said:
        return None
    return {
        "said": said,
        "may_hide": user.has_perm("courses.hide_peer_feedback", said[0]),
        "may_show": user.has_perm("courses.run_batch", said[0].batch),
    }


def _noted(user: Reader, seat: Enrollment, step: Step, has_note: bool) -> Context:
    if not may_read(user, seat):
        return None
    return {"seat": seat, "activity_id": step.activity.activity_id, "has_note": has_note}


def _written(user: Reader, seat: Enrollment) -> Context:
    return {} if may_read(user, seat) else None


def _calibrations(user: User, query: QueryDict) -> Context:
    """Rounds that wait, and beginning one for the assignment by which the list is filtered."""
    waiting = calibrations.waiting(user)
    asked = whole_of(query.get("assignment", ""))
    page = AssignmentPage.objects.filter(pk=asked).first() if asked else None
    if page is None:
        return {"waiting": waiting}
    batches = proposal.batches_with_work(user, page, whole_of(query.get("batch", "")))
    return {"waiting": waiting, "activity_id": page.activity_id, "batches": batches}


def _paper(user: User, session: Session) -> Context:
    if not user.has_perm("courses.note_session", session):
        return None
    return {"session": session, "open_count": len(standing.contested(session))}


parts.add("roster", "courses/paper/_on_roster.html", _paper)
parts.name_place("paper_page", "courses:paper_page")
parts.add("review_queue", "courses/calibration/_in_queue.html", _calibrations)
parts.add("outline", "courses/notes/_way_in.html", _written)
parts.add("lesson", "courses/notes/_link.html", _noted)
parts.add("outline", "courses/gallery/_way_in.html", _way_in)
parts.add("assignment_top", "courses/gallery/_asked.html", _asked)
parts.add("assignment_end", "courses/peers/_exchange.html", _exchange)
parts.add("review_desk", "courses/gallery/_proposal.html", _proposal)
parts.add("review_desk", "courses/peers/_said.html", _said)
tell_of_work(hear_of_work)
parts.add("schedule", "courses/calendar/_on_schedule.html", _calendar)
parts.add("account", "courses/calendar/_in_account.html", lambda _user: {})
