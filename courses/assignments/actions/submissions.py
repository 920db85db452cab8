"""Handing in work: a draft with files, handed in, taken back, done again after a revision."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import states
from academy.core.errors import Refused
from academy.core.jobs import enqueue
from academy.notify.actions import notify
from academy.people.models import User
from cms.models import AssignmentPage
from cms.queries.course import course_teaching
from courses.acts import locks
from courses.acts.actions import at_work
from courses.acts.device import counted, plausible
from courses.acts.kinds import ActKind
from courses.assignments.actions import told
from courses.assignments.actions.likeness import FIND_LOOKALIKES, note_look
from courses.assignments.queries.lateness import due_of, rule_at
from courses.models import Enrollment, Submission, SubmissionState
from courses.models.notices import HelpNotice
from courses.models.verbs import CourseVerb

NOTE_LENGTH = Submission._meta.get_field("note").max_length


class NotADraft(Refused):
    message = _(
        "This work was handed in already. Take it back first if you want to change something."
    )


class AlreadyAccepted(Refused):
    message = _("This assignment is accepted; nothing more is needed.")


class ReviewedMeanwhile(Refused):
    message = _("Your trainer has reviewed this work in the meantime. Read what was said.")


class HasBegunAlone(Refused):
    message = _(
        "This person has begun to put this work together on their own account. Nothing of it is "
        "touched: let them hand it in, or remove their files there first."
    )


class NothingToHandIn(Refused):
    message = _("There is no photo or file yet. Add at least one, then hand in.")


class HalfAPair(Refused):
    """A pair has only one of its two photos."""

    def __init__(self, number: int):
        text = _("Of pair %(number)s one photo is missing. Add it, or take the other one away.")
        super().__init__(text % {"number": number})


class NotStated(Refused):
    message = _("Confirm that you have made this yourself, then hand in.")


def start_submission(
    *,
    enrollment: Enrollment,
    assignment: AssignmentPage,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
    keep: Sequence[UUID] = (),
    helper: User | None = None,
) -> Submission:
    """Return the draft that the person works on, a new one if there is none.

    After a wanted revision the next number begins, with the words of the one before and those of
    its files that are named in `keep`. `helper` is a companion who does it for the person, and
    touches no draft that holds somebody else's files. Raises HasBegunAlone, AlreadyAccepted,
    NotADraft while one waits for review, SentDifferently, and what `check_may_work` raises.
    """
    with at_work(
        enrollment,
        kind=ActKind.START_SUBMISSION,
        client_id=client_id,
        content=[assignment.pk, sorted(str(file) for file in keep)],
        happened_at=happened_at,
        helper=helper,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(Submission)
        made = visit.enrollment.submissions.filter(assignment=assignment)
        last = made.order_by("number").last()
        if last is not None and last.state == SubmissionState.DRAFT:
            _help(last, helper)
            return visit.gives(last)
        visit.admit_to(assignment)
        if last is not None and last.state == SubmissionState.ACCEPTED:
            raise AlreadyAccepted
        if last is not None and last.state == SubmissionState.SUBMITTED:
            raise NotADraft
        begun = Submission.objects.create(
            enrollment=visit.enrollment,
            assignment=assignment,
            course=course_teaching(assignment),
            number=last.number + 1 if last else 1,
            note=last.note if last else "",
            helped_by=helper,
        )
        if last is not None:
            _keep_files(last, begun, keep)
        return visit.gives(begun)


def _help(draft: Submission, helper: User | None) -> None:
    """Note that `helper` works on `draft`. Raises HasBegunAlone."""
    if helper is None or draft.helped_by_id == helper.pk:
        return
    if draft.files.exists():
        raise HasBegunAlone
    draft.helped_by = helper
    draft.save(update_fields=["helped_by"])


def _keep_files(last: Submission, begun: Submission, keep: Sequence[UUID]) -> None:
    """Put files of the hand-in before into the draft. The stored file is one for both rows."""
    kept = last.files.filter(public_id__in=keep)
    for position, file in enumerate(kept[: most_files(begun.assignment)], start=1):
        file.pk = None
        file._state.adding = True
        file.public_id = uuid4()
        file.submission, file.position = begun, file.slot or position
        file.save(force_insert=True)
        note_look(file, begun.course_id)


def most_files(assignment: AssignmentPage) -> int:
    """Return how many files fit into one hand-in."""
    return assignment.max_files * (2 if assignment.takes_pairs else 1)


def hand_in(
    *,
    submission: Submission,
    note: str,
    is_own: bool,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
    helper: User | None = None,
    statement: str = "",
) -> Submission:
    """Hand the draft in for review. Sent twice or late it is handed in once.

    `is_own`: the person confirms to have made it; the words are kept as they are now, and so is
    what being late costs. A companion (`helper`) hands in for the person what they have put
    together, and confirms `statement`; the person is told. Raises HasBegunAlone,
    NotStated, NothingToHandIn, HalfAPair, SentDifferently, and what `check_may_work` raises.
    """
    if not is_own:
        raise NotStated
    note = note.strip()[:NOTE_LENGTH]
    with at_work(
        submission.enrollment,
        kind=ActKind.HAND_IN,
        client_id=client_id,
        content=[submission.pk, note],
        happened_at=happened_at,
        helper=helper,
    ) as visit:
        submission = locks.submission(submission)
        if visit.is_repeated or submission.state != SubmissionState.DRAFT:
            return visit.gives(submission)
        visit.admit_to(submission.assignment)
        _help(submission, helper)
        _check_files(submission)
        now = timezone.now()
        assignment = submission.assignment
        late = rule_at(assignment, due_of(visit.enrollment, assignment), counted(happened_at, now))
        states.move(
            submission,
            SubmissionState.SUBMITTED,
            by=visit.by,
            note=note,
            statement=statement or assignment.own_statement,
            lateness=late.kept(),
            submitted_at=now,
            happened_at=plausible(happened_at, now),
        )
        visit.record(CourseVerb.HANDED_IN, submission)
        if submission.files.exclude(look="").exists():
            enqueue(FIND_LOOKALIKES, {"submission": submission.pk}, by=None)
        told.tell(submission)
        if helper is not None:
            _tell_of_help(submission, helper)
        return visit.gives(submission)


def _tell_of_help(submission: Submission, helper: User) -> None:
    seat, activity = submission.enrollment, submission.assignment.activity_id
    notify(
        seat.user,
        HelpNotice.HANDED_IN,
        key=f"helped-{submission.pk}",
        params={"title": submission.assignment.title, "name": helper.display_name},
        url=reverse("courses:assignment", args=[seat.batch.public_id, activity]),
    )


def _check_files(submission: Submission) -> None:
    slots = set(submission.files.values_list("slot", flat=True))
    if not slots:
        raise NothingToHandIn
    if not submission.assignment.takes_pairs:
        return
    for slot in sorted(slots - {0}):
        other = slot + 1 if slot % 2 else slot - 1
        if other not in slots:
            raise HalfAPair((slot + 1) // 2)


def take_back(*, submission: Submission) -> Submission:
    """Make a hand-in a draft again while nobody has reviewed it. Done twice it is once.

    Raises ReviewedMeanwhile and what `check_may_work` raises.
    """
    with at_work(submission.enrollment) as visit:
        submission = locks.submission(submission)
        if submission.state == SubmissionState.DRAFT:
            return submission
        if submission.state != SubmissionState.SUBMITTED:
            raise ReviewedMeanwhile
        # What could not be handed in again must not be taken back.
        visit.admit_to(submission.assignment)
        states.move(
            submission, SubmissionState.DRAFT, by=visit.enrollment.user, submitted_at=None,
            happened_at=None, statement="", lateness=None,
        )  # fmt: skip
        told.tell(submission)
    return submission
