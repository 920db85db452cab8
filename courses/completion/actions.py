"""Keeps the stored figures of enrollments true; the one place that writes them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from academy.core import audit, states
from cms.outline import outlines
from courses.acts import locks
from courses.completion.queries import reading as completion
from courses.models import Batch, Enrollment, EnrollmentState, RequiredActivity

STORED = [
    "done_count",
    "required_count",
    "progress",
    "mean_mark",
    "attendance_percent",
    "is_eligible",
    "eligible_at",
]


def refresh(enrollment: Enrollment) -> Enrollment:
    """Bring the figures of one enrollment up to date (after every action that counts)."""
    refresh_many(enrollment.batch_id, [enrollment])
    return enrollment


def refresh_batch(batch: Batch) -> int:
    """Bring the figures of all seats of `batch` up to date. Return how many changed.

    Under the lock of the batch: what it demands and who has a seat stay as they are read.
    """
    with transaction.atomic():
        batch = locks.batch(batch.pk)
        return refresh_many(batch.pk, batch.enrollments.seated())


def refresh_many(batch_id: int, enrollments: Iterable[Enrollment]) -> int:
    """Write figures and eligibility of `enrollments` where they differ from what is stored.

    Who meets the whole rule becomes completed, and active again if a correction takes it
    back (marks and attendance can be corrected; done activities cannot go back).
    """
    enrollments = list(enrollments)
    changed = []
    with transaction.atomic():
        _lock(enrollments)
        # What is demanded is read now, not before somebody was waited for.
        batch = Batch.objects.select_related("completion_rule").get(pk=batch_id)
        rule = completion.rule_of(batch)
        figures = completion.read(batch, enrollments)
        for enrollment in enrollments:
            before = [getattr(enrollment, name) for name in STORED]
            _store(enrollment, figures[enrollment.pk], rule)
            if before != [getattr(enrollment, name) for name in STORED]:
                changed.append(enrollment)
        Enrollment.objects.bulk_update(changed, STORED, batch_size=200)
        for enrollment in enrollments:
            _move(enrollment)
    return len(changed)


def _lock(enrollments: list[Enrollment]) -> None:
    """Lock `enrollments` and give them the state and figures stored now.

    Without it, figures read before somebody's newer work would be written over it.
    """
    stored = {row.pk: row for row in locks.enrollments(enrollments)}
    for enrollment in enrollments:
        for name in ("state", *STORED):
            setattr(enrollment, name, getattr(stored[enrollment.pk], name))


def _store(enrollment: Enrollment, figures: completion.Figures, rule) -> None:
    enrollment.done_count = figures.done_count
    enrollment.required_count = len(figures.required)
    enrollment.progress = figures.progress
    enrollment.mean_mark = (
        None if figures.mean_mark is None else completion.rounded(figures.mean_mark)
    )
    enrollment.attendance_percent = figures.attendance_percent
    enrollment.is_eligible = all(item.is_met for item in completion.requirements(rule, figures))
    if enrollment.is_eligible:
        enrollment.eligible_at = enrollment.eligible_at or timezone.now()
    else:
        enrollment.eligible_at = None


def _move(enrollment: Enrollment) -> None:
    if enrollment.is_eligible and enrollment.state == EnrollmentState.ACTIVE:
        states.move(enrollment, EnrollmentState.COMPLETED, by=None, completed_at=timezone.now())
    elif not enrollment.is_eligible and enrollment.state == EnrollmentState.COMPLETED:
        states.move(enrollment, EnrollmentState.ACTIVE, by=None, completed_at=None)


def pin(batch: Batch, *, by) -> int:
    """Fix what `batch` demands: every activity that is published in its courses now.

    Returns how many were added. What is published later is optional until `adopt`.
    """
    with transaction.atomic():
        now = locks.batch_and_seats(batch.pk)
        courses = outlines(list(now.batch_courses.values_list("course_id", flat=True)))
        activities = [activity for course in courses.values() for activity in course.activities]
        RequiredActivity.objects.bulk_create(
            [
                RequiredActivity(batch=now, activity_id=activity.id, added_by=by)
                for activity in activities
            ],
            ignore_conflicts=True,
        )
        batch.pinned_at = now.pinned_at = now.pinned_at or timezone.now()
        now.save(update_fields=["pinned_at"])
        audit.record("pinned", now, by=by, activities=[item.id for item in activities])
        refresh_batch(now)
    return len(activities)


def adopt(batch: Batch, activity_id: int, *, by) -> RequiredActivity:
    """Demand one more activity from now on. Done twice it is one.

    Who had met the rule before keeps it.
    """
    with transaction.atomic():
        batch = locks.batch_and_seats(batch.pk)
        item, created = RequiredActivity.objects.get_or_create(
            batch=batch, activity_id=activity_id, defaults={"added_by": by}
        )
        if created:
            audit.record("adopted", batch, by=by, activity=activity_id)
        refresh_batch(batch)
    return item


def release(batch: Batch, activity_id: int, *, by) -> None:
    """Demand an activity no longer. Work done in it stays in the record."""
    with transaction.atomic():
        batch = locks.batch_and_seats(batch.pk)
        deleted, _kinds = RequiredActivity.objects.filter(
            batch=batch, activity_id=activity_id
        ).delete()
        if deleted:
            audit.record("released", batch, by=by, activity=activity_id)
        refresh_batch(batch)
