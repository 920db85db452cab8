"""Several people who could go to another batch: who fits, what goes along, who stays and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from courses.completion import queries as completion
from courses.models import Batch, Completion, Enrollment, EnrollmentState, Mark, Submission
from courses.workspace.queries.people import moving

MOVE_JOB = "courses.move_people"


@dataclass(frozen=True, slots=True)
class Row:
    """A person, what goes along, and why the person stays ("": goes)."""

    enrollment: Enrollment
    why_not: str | Promise
    done_count: int
    counting_count: int
    mark_count: int
    submission_count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a move of several would do; those who go stand in the order in which they go."""

    rows: list[Row]
    free_count: int

    @property
    def going(self) -> list[Row]:
        return [row for row in self.rows if not row.why_not]

    @property
    def staying(self) -> list[Row]:
        return [row for row in self.rows if row.why_not]


def batches_for(batch: Batch, user: User) -> QuerySet[Batch]:
    """Return the batches of the same program, not over, that `user` runs too."""
    return moving.batches_beside(batch.program_id, batch.pk, user)


def preview(enrollments: Sequence[Enrollment], to: Batch, user: User) -> Preview:
    """Return who of `enrollments` (of one batch) could go to `to`; nothing is changed.

    The seats go to the first in order. As many queries for many as for one.
    """
    free = moving.free_seats(Batch.objects.filter(pk=to.pk)).get(to.pk, 0)
    hindered = _hindrances(enrollments, to, user)
    done, counting = _done(enrollments, to)
    marks = _counted(Mark.objects.filter(enrollment__in=enrollments))
    submissions = _counted(Submission.objects.filter(enrollment__in=enrollments))
    rows, left = [], free
    for one in enrollments:
        why: str | Promise = hindered.get(one.pk, "")
        if not why and not left:
            why = _("No seat is free any more.")
        left -= not why
        rows.append(
            Row(
                one, why, done.get(one.pk, 0), counting.get(one.pk, 0), marks.get(one.pk, 0),
                submissions.get(one.pk, 0),
            )
        )  # fmt: skip
    return Preview(rows, free)


def _hindrances(
    enrollments: Sequence[Enrollment], to: Batch, user: User
) -> dict[int, str | Promise]:
    found: dict[int, str | Promise] = dict(moving.all_held_back(enrollments))
    had = set(
        Enrollment.objects.filter(
            batch=to, user__in=[one.user_id for one in enrollments]
        ).values_list("user", flat=True)
    )
    for one in enrollments:
        if one.user_id == user.pk:
            found[one.pk] = _("Your own seat is moved by somebody else.")
        elif one.state == EnrollmentState.COMPLETED:
            found[one.pk] = _("Has passed in this batch, and that stays there.")
        elif one.state != EnrollmentState.ACTIVE:
            found[one.pk] = _("Is not learning in this batch any more.")
        elif one.user_id in had:
            found[one.pk] = _("Has or had a seat in that batch already.")
    return found


def _done(enrollments: Sequence[Enrollment], to: Batch) -> tuple[dict[int, int], dict[int, int]]:
    """Return by seat how much was done, and how much of it `to` demands."""
    demanded = [demand.activity_id for demand in completion.demands_of([to.pk])[to.pk]]
    rows = (
        Completion.objects.filter(enrollment__in=enrollments)
        .order_by()
        .values("enrollment")
        .annotate(done=Count("pk"), counting=Count("pk", filter=Q(activity__in=demanded)))
        .values_list("enrollment", "done", "counting")
    )
    found = list(rows)
    return {pk: done for pk, done, _c in found}, {pk: counting for pk, _d, counting in found}


def _counted(rows: QuerySet[Mark] | QuerySet[Submission]) -> dict[int, int]:
    grouped = rows.order_by().values("enrollment").annotate(count=Count("pk"))
    return dict(grouped.values_list("enrollment", "count"))
