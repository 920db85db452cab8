"""Where a person could go with the seat, and what going there would bring."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from academy.people.models import User
from courses.completion import queries as completion
from courses.completion.requirements import Requirement, requirements
from courses.models import (
    Attendance,
    AttendanceSource,
    Batch,
    BatchMove,
    Enrollment,
    EnrollmentState,
    Session,
)

# What somebody above, who knows what was issued, says against moving seats, by key of the seat.
type Holder = Callable[[Sequence[Enrollment]], Mapping[int, str]]
_HOLDERS: list[Holder] = []


def register(holds: Holder) -> None:
    """Let `holds` say why a seat has to stay where it is."""
    _HOLDERS.append(holds)


def held_back(enrollment: Enrollment) -> str:
    """Return why the seat has to stay where it is, "" where nothing was issued for it."""
    return all_held_back([enrollment]).get(enrollment.pk, "")


def all_held_back(enrollments: Sequence[Enrollment]) -> dict[int, str]:
    """Return why seats have to stay where they are, by key; those that may go are not in it."""
    found: dict[int, str] = {}
    for holds in _HOLDERS:
        found = {**holds(enrollments), **found}
    return found


def batches_for(enrollment: Enrollment, user: User) -> QuerySet[Batch]:
    """Return the batches of the same program, not over, that `user` runs too."""
    return batches_beside(enrollment.program_id, enrollment.batch_id, user)


def batches_beside(program_id: int, batch_id: int, user: User) -> QuerySet[Batch]:
    """Return the other batches of the program that are not over and that `user` runs."""
    found = Batch.objects.visible_to(user).filter(
        program=program_id, ends_on__gte=timezone.localdate()
    )
    return found.exclude(pk=batch_id).order_by("number")


def free_seats(batches: QuerySet[Batch]) -> dict[int, int]:
    """Return by batch how many seats are free, in two queries."""
    taken = Counter(
        Enrollment.objects.filter(batch__in=batches).seated().values_list("batch", flat=True)
    )
    return {pk: max(0, seats - taken[pk]) for pk, seats in batches.values_list("pk", "seats")}


def latest(enrollment: Enrollment) -> BatchMove | None:
    """Return the move that has brought the seat where it is."""
    return enrollment.moves.order_by("-pk").first()


def may_go(enrollment: Enrollment) -> bool:
    """Whether there is something to move: work that goes on, or a move that let somebody pass."""
    if enrollment.state == EnrollmentState.ACTIVE:
        return True
    came = latest(enrollment) if enrollment.state == EnrollmentState.COMPLETED else None
    return came is not None and came.completed_by_it


def matching(enrollment: Enrollment, to: Batch) -> list[tuple[Attendance, Session]]:
    """Return what is noted of a person at sessions that `to` has held too, each with its twin.

    The same title is the same session; of several with one title the first is that of the
    first. What is to come in `to` is noted there, when it is held.
    """
    noted = {row.session_id: row for row in enrollment.attendance.all()}
    theirs: dict[tuple[str, int], Session] = {
        key: session
        for key, session in _by_title(to.sessions.filter(cancelled_at__isnull=True))
        if session.starts_at <= timezone.now()
    }
    ours = _by_title(Session.objects.filter(batch=enrollment.batch_id, cancelled_at__isnull=True))
    return [
        (noted[session.pk], theirs[key])
        for key, session in ours
        if session.pk in noted and key in theirs and theirs[key].pk not in noted
    ]


def _by_title(sessions: QuerySet[Session]) -> Iterable[tuple[tuple[str, int], Session]]:
    seen: Counter[str] = Counter()
    for session in sessions.order_by("starts_at", "pk"):
        title = " ".join(session.title.casefold().split())
        yield (title, seen[title]), session
        seen[title] += 1


def brought(enrollment: Enrollment) -> QuerySet[Attendance]:
    """Return what came from another batch to the sessions of this one: it leaves with the seat."""
    return enrollment.attendance.filter(
        session__batch=enrollment.batch_id, source=AttendanceSource.MOVED
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What goes along to another batch, what counts there, and what its rule says then."""

    done_count: int
    counting_count: int
    mark_count: int
    submission_count: int
    attempt_count: int
    # Noted at sessions that the new batch has held too, and at those that stay history.
    matched_count: int
    left_count: int
    requirements: list[Requirement]
    progress_before: int
    progress_after: int

    @property
    def passes(self) -> bool:
        """Whether the rule of the new batch is met at once."""
        return all(item.is_met for item in self.requirements)


def preview(enrollment: Enrollment, to: Batch) -> Preview:
    """Return what would stand in `to`; nothing is changed."""
    records = completion.records_of(enrollment)
    twins = matching(enrollment, to)
    gone = set(brought(enrollment).values_list("session", flat=True))
    own = records.attendance.keys() - gone
    for row, session in twins:
        records.attendance[session.pk] = row.status
    moved = copy(enrollment)
    moved.batch, moved.is_eligible = to, False
    moved.enrolled_at = since_in(enrollment, to)
    demands = completion.demands_of([to.pk])[to.pk]
    figures = completion.figures_of(
        moved, records, demands, to.sessions.order_by("starts_at", "pk")
    )
    return Preview(
        done_count=len(records.done),
        counting_count=figures.done_count,
        mark_count=len(records.marks),
        submission_count=enrollment.submissions.count(),
        attempt_count=enrollment.attempts.count(),
        matched_count=len(twins),
        left_count=len(own - {row.session_id for row, _session in twins} - _of(to)),
        requirements=requirements(completion.rule_of(to), figures),
        progress_before=enrollment.progress,
        progress_after=figures.progress,
    )


def _of(batch: Batch) -> set[int]:
    return set(batch.sessions.values_list("pk", flat=True))


def since_in(enrollment: Enrollment, to: Batch) -> dt.datetime:
    """Return since when the person counts as one of `to`: now, or as before if it is a return."""
    came = latest(enrollment)
    is_return = came is not None and came.from_batch_id == to.pk
    return came.enrolled_before if came is not None and is_return else timezone.now()


def of_person(person: User) -> QuerySet[BatchMove]:
    """Return the moves of `person`, the newest first."""
    return BatchMove.objects.of(person)
