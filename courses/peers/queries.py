"""What was handed out to whom, what was said, and who may read it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from academy.core.statements import Statement
from academy.people.models import Reader
from cms.models import AssignmentPage
from courses.models import Batch, Enrollment, PeerFeedback, Submission, SubmissionFile
from courses.models.seats.enrollment import TAKING_PART
from courses.peers.rules import PATIENCE, Giver

# What the page of an assignment shows of each; four rows of a hundred columns otherwise.
SHOWN = (
    "public_id", "assignment", "giver", "submission", "criteria", "levels", "good", "advice",
    "asked_at", "asked_until", "given_at", "hidden_at", "giver__state", "submission__state",
    "submission__enrollment__state", "submission__enrollment__user__is_active",
)  # fmt: skip
# Who waits longer waits for nobody: the batch is over.
LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One person's part in the feedback on one assignment: `asked` of them, `received` by them."""

    wanted: int
    asked: list[PeerFeedback]
    received: list[PeerFeedback]

    @property
    def waiting(self) -> list[PeerFeedback]:
        """What is asked for now."""
        return [row for row in self.asked if row.is_open]

    @property
    def given(self) -> list[PeerFeedback]:
        return [row for row in self.asked if row.given_at is not None]

    @property
    def may_read(self) -> bool:
        """Own words first; what is not asked any more holds nobody up."""
        return not self.waiting


def exchange_of(seat: Enrollment, assignment: AssignmentPage) -> Exchange:
    """Return the part of `seat` in the feedback on `assignment`, in one query."""
    rows = _EXCHANGED.objects(seat.pk, assignment.pk)
    received = [row for row in rows if row.submission.enrollment_id == seat.pk]
    return Exchange(
        wanted=assignment.peer_count,
        asked=[row for row in rows if row not in received],
        received=[row for row in received if row.given_at and not row.hidden_at],
    )


def _exchanged(seat: int, assignment: int) -> QuerySet[PeerFeedback, Any]:
    return (
        PeerFeedback.objects.filter(assignment=assignment)
        .filter(Q(giver=seat) | Q(submission__enrollment=seat))
        .select_related("giver", "submission__enrollment__user")
        .only(*SHOWN)
        .with_why_hidden()
    )


_EXCHANGED = Statement(_exchanged, int, int)


def said_of(submission: Submission) -> list[PeerFeedback]:
    """Return what was said of a hand-in, with who said it: for those who review it."""
    rows = PeerFeedback.objects.given().filter(submission=submission)
    return list(rows.select_related("giver__user", "giver__batch").with_why_hidden())


def asked_of(user: Reader) -> QuerySet[PeerFeedback]:
    """Return what `user` was asked for."""
    return PeerFeedback.objects.of_giver(user).select_related(
        "submission__enrollment__user", "assignment", "giver__batch"
    )


def files_for(user: Reader) -> QuerySet[SubmissionFile]:
    """Return the files that `user` may fetch to give feedback on them, or has given it on."""
    rows = PeerFeedback.objects.of_giver(user).there()
    seen = rows.filter(Q(asked_until__gt=timezone.now()) | Q(given_at__isnull=False))
    return SubmissionFile.objects.filter(submission__peer_feedback__in=seen).distinct()


@dataclass(frozen=True, slots=True)
class Circle:
    """Those of a batch who have handed in for one assignment: `works` is the newest of each."""

    works: dict[int, Submission]
    loads: dict[int, int]
    givers: list[Giver]
    # Rows about work that was taken back, or whose author has left, before anybody spoke of it.
    void: list[PeerFeedback]


def circle_of(batch: Batch, assignment: AssignmentPage) -> Circle:
    """Return who has handed in, and what each was given and is read by."""
    works = _works(batch, assignment)
    rows = list(
        PeerFeedback.objects.filter(assignment=assignment, giver__batch=batch).select_related(
            "submission__enrollment__user", "giver"
        )
    )
    void = [row for row in rows if row.given_at is None and not row.is_there]
    kept = [row for row in rows if row not in void]
    now = timezone.now()
    read = Counter(
        row.submission.enrollment_id for row in kept if row.given_at or row.asked_until > now
    )
    return Circle(
        works=works,
        loads={seat: read[seat] for seat in works},
        givers=_givers(works, kept, void, assignment.peer_count),
        void=void,
    )


def _works(batch: Batch, assignment: AssignmentPage) -> dict[int, Submission]:
    """Return the newest hand-in by seat, in an order that tells nothing of when it came."""
    rows = Submission.objects.handed_in().filter(
        assignment=assignment,
        enrollment__batch=batch,
        enrollment__state__in=TAKING_PART,
        enrollment__user__is_active=True,
    )
    newest = {row.enrollment_id: row for row in rows.select_related("enrollment__user")}
    return dict(sorted(newest.items(), key=lambda item: item[1].public_id))


def _givers(
    works: dict[int, Submission],
    kept: Sequence[PeerFeedback],
    void: Sequence[PeerFeedback],
    wanted: int,
) -> list[Giver]:
    had, bereft = defaultdict(set), {row.giver_id for row in void}
    for row in kept:
        had[row.giver_id].add(row.submission.enrollment_id)
    limit = timezone.now() - PATIENCE
    return [
        Giver(
            key=seat,
            lacks=max(0, wanted - len(had[seat])),
            had=frozenset(had[seat]),
            is_urgent=seat in bereft or (work.submitted_at or limit) <= limit,
        )
        for seat, work in works.items()
    ]


def lately_handed_in() -> list[tuple[int, int]]:
    """Return batches and assignments (keys) in which somebody may still wait for works."""
    rows = Submission.objects.handed_in().filter(
        assignment__peer_count__gt=0,
        enrollment__state__in=TAKING_PART,
        submitted_at__gt=timezone.now() - LOOKED_BACK,
    )
    return sorted(set(rows.order_by().values_list("enrollment__batch", "assignment")))
