"""From what a round is begun: hand-ins of an assignment, and trainers of its course."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, prefetch_related_objects

from academy.people.models import Role, User
from cms.models import AssignmentPage
from courses.calibration.rules import Candidate, proposed
from courses.models import Batch, CalibrationWork, Review, Submission
from courses.models.seats.enrollment import TAKING_PART

# So many are looked through for five; a batch has a few hundred people.
MOST_LISTED = 250


@dataclass(frozen=True, slots=True)
class Choice:
    """A hand-in as it is chosen, without its author's name; `group` numbers the pesantren."""

    number: int
    submission: Submission
    group: int
    is_proposed: bool
    was_used: bool


def choices(user: User, batch: Batch, assignment: AssignmentPage) -> list[Choice]:
    """Return the newest hand-in of each person that `user` may see, the proposed ones first."""
    rows = _hand_ins(user, batch, assignment)
    found = [Candidate(row.pk, row.enrollment.pesantren_id, _known(row)) for row in rows]
    chosen = set(proposed(found))
    groups: dict[int | None, int] = {}
    for row in rows:
        groups.setdefault(row.enrollment.pesantren_id, len(groups) + 1)
    return [
        Choice(
            number=number,
            submission=row,
            group=groups[row.enrollment.pesantren_id],
            is_proposed=row.pk in chosen,
            was_used=row.was_used,
        )
        for number, row in enumerate(sorted(rows, key=lambda row: row.pk not in chosen), start=1)
    ]


def with_files(choices: Iterable[Choice]) -> None:
    """Fetch the files of the hand-ins that are drawn: their pictures are shown."""
    prefetch_related_objects([one.submission for one in choices], "files")


def _hand_ins(user: User, batch: Batch, assignment: AssignmentPage) -> list[Any]:
    reviewed = Review.objects.filter(submission=OuterRef("pk"), undone_at=None)
    used = CalibrationWork.objects.filter(submission=OuterRef("pk"))
    # Nobody marks the own work, not even so.
    teachers = trainers_of(assignment.get_parent().get_parent())
    newest = Submission.objects.handed_in().filter(
        assignment=assignment, enrollment=OuterRef("enrollment")
    )
    rows = (
        Submission.objects.visible_to(user)
        .handed_in()
        .filter(
            pk=Subquery(newest.order_by("-number").values("pk")[:1]),
            assignment=assignment,
            enrollment__batch=batch,
            enrollment__state__in=TAKING_PART,
            enrollment__user__is_active=True,
        )
        .exclude(enrollment__user__in=teachers.values("pk"))
        .select_related("enrollment")
        .annotate(was_reviewed=Exists(reviewed), was_used=Exists(used))
        .defer("note", "statement", "lateness")
        .order_by("-submitted_at", "-pk")
    )
    return list(rows[:MOST_LISTED])[::-1]


def _known(row: Any) -> int:
    return 2 if row.was_used else int(row.was_reviewed)


def trainers_of(course: Any) -> QuerySet[User]:
    """Return those who teach `course` today, by name."""
    return User.objects.filter(
        is_active=True, taught_courses__course=course.pk, role_grants__role=Role.TRAINER
    ).order_by("name_key", "pk")


def batches_with_work(
    user: User, assignment: AssignmentPage, batch_id: int | None
) -> Iterable[Batch]:
    """Return the newest batches in which `user` sees hand-ins of `assignment`; one, if named."""
    rows = Submission.objects.visible_to(user).handed_in().filter(assignment=assignment)
    found = Batch.objects.filter(enrollments__in=rows.values("enrollment")).distinct()
    if batch_id is not None:
        found = found.filter(pk=batch_id)
    return found.order_by("-starts_on", "-number")[:3]
