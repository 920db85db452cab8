"""Keeps the stored figures of enrollments true; the one place that writes them."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from academy.core import audit, states
from academy.people.models import User
from cms.outline import outlines
from courses.acts import locks
from courses.completion import queries, rules
from courses.completion.requirements import eligible_since, meets
from courses.completion.rules import Figures
from courses.models import (
    Batch,
    CompletionRule,
    Enrollment,
    EnrollmentState,
    RequiredActivity,
    Session,
)
from courses.models.seats.asked import Asked
from courses.models.verbs import CourseVerb

STORED = [
    "done_count",
    "required_count",
    "progress",
    "mean_mark",
    "attendance_percent",
    "is_eligible",
    "eligible_at",
]


def refresh(enrollment: Enrollment, *, is_correction: bool = False) -> Enrollment:
    """Bring the figures of one enrollment up to date (after every action that counts)."""
    corrected = [enrollment.pk] if is_correction else []
    refresh_many(enrollment.batch_id, [enrollment], corrected=corrected)
    return enrollment


def refresh_batch(batch: Batch) -> int:
    """Bring the figures of all seats of `batch` up to date. Return how many changed.

    Under the lock of the batch: what it demands and who has a seat stay as they are read.
    """
    with transaction.atomic():
        batch = locks.batch(batch.pk)
        return refresh_many(batch.pk, batch.enrollments.seated())


def refresh_many(
    batch_id: int, enrollments: Iterable[Enrollment], *, corrected: Collection[int] = ()
) -> int:
    """Write figures and eligibility of `enrollments` where they differ from what is stored.

    Who meets the whole rule becomes completed, and stays so whatever is demanded later. Only
    of those whose own mark or attendance was taken back (`corrected`, ids of enrollments) the
    rule is asked again, as it was when they met it; who does not meet it is active again, and
    is given the day back if the correction was the mistake.
    """
    enrollments = list(enrollments)
    with transaction.atomic():
        _lock(enrollments)
        # What is demanded is read now, not before somebody was waited for.
        batch = Batch.objects.select_related("completion_rule").get(pk=batch_id)
        rule = queries.rule_of(batch)
        kept = {item.pk: item.asked for item in enrollments}
        before = {item.pk: [getattr(item, name) for name in STORED] for item in enrollments}
        figures = queries.read(batch, enrollments)
        figures |= _given_back(batch, rule, enrollments)
        fallen = [
            item
            for item in enrollments
            if _store(item, figures[item.pk], rule, is_correction=item.pk in corrected)
        ]
        if fallen:
            # What was adopted since they had met the rule is asked of them again.
            figures = queries.read(batch, fallen)
            for item in fallen:
                _store(item, figures[item.pk], rule, is_correction=True)
                if item.is_eligible:
                    # Met all the same, by what is asked today: nothing was lost.
                    item.eligible_at = before[item.pk][-1]
        changed = [
            item
            for item in enrollments
            if before[item.pk] != [getattr(item, name) for name in STORED]
        ]
        Enrollment.objects.bulk_update(changed, STORED, batch_size=200)
        keep = [item for item in enrollments if kept[item.pk] != item.asked]
        Enrollment.objects.bulk_update(keep, ["asked"], batch_size=200)
        for enrollment in enrollments:
            _move(enrollment)
    return len(changed)


def _lock(enrollments: list[Enrollment]) -> None:
    """Lock `enrollments` and give them the state and figures stored now.

    Without it, figures read before somebody's newer work would be written over it.
    """
    stored = {row.pk: row for row in locks.enrollments(enrollments)}
    for enrollment in enrollments:
        for name in ("state", "asked", *STORED):
            setattr(enrollment, name, getattr(stored[enrollment.pk], name))


def _given_back(
    batch: Batch, rule: CompletionRule, enrollments: Iterable[Enrollment]
) -> dict[int, Figures]:
    """Give back what a correction had taken to those who meet again what was asked of them then.

    The day too, unless something of it was done anew since. Return their figures.
    """
    lost = [item for item in enrollments if item.asked and not item.is_eligible]
    if not lost:
        return {}
    figures = queries.read(batch, lost, as_reached=True)
    asked = {
        item.pk: found
        for item in lost
        if meets(rule, figures[item.pk]) and (found := Asked.from_json(item.asked))
    }
    done = queries.last_done(asked)
    for item in lost:
        if item.pk in asked:
            days = [at for at in (asked[item.pk].since, done.get(item.pk)) if at]
            item.eligible_at = max(days, default=None)
    return {pk: figures[pk] for pk in asked}


def _store(
    enrollment: Enrollment, figures: Figures, rule: CompletionRule, *, is_correction: bool
) -> bool:
    """Set what is stored of `figures`; return whether the person meets the rule no more."""
    before = enrollment.eligible_at
    enrollment.done_count = figures.done_count
    enrollment.required_count = len(figures.required)
    enrollment.progress = figures.progress
    enrollment.mean_mark = None if figures.mean_mark is None else rules.rounded(figures.mean_mark)
    enrollment.attendance_percent = figures.attendance_percent
    enrollment.eligible_at = eligible_since(
        rule=rule,
        figures=figures,
        before=before,
        is_correction=is_correction,
        now=timezone.now(),
    )
    enrollment.is_eligible = enrollment.eligible_at is not None
    _keep_asked(enrollment, figures, rule, before)
    return before is not None and not enrollment.is_eligible


def _keep_asked(
    enrollment: Enrollment, figures: Figures, rule: CompletionRule, before: dt.datetime | None
) -> None:
    """Keep what is asked at the moment of meeting it, and the day of one who meets it no more."""
    if enrollment.is_eligible and (before is None or not enrollment.asked):
        enrollment.asked = rules.asked_now(rule, figures).to_json()
    elif before is not None and not enrollment.is_eligible:
        enrollment.asked = enrollment.asked | {"since": before.isoformat()}


def _move(enrollment: Enrollment) -> None:
    if enrollment.is_eligible and enrollment.state == EnrollmentState.ACTIVE:
        states.move(
            enrollment, EnrollmentState.COMPLETED, by=None, completed_at=enrollment.eligible_at
        )
    elif not enrollment.is_eligible and enrollment.state == EnrollmentState.COMPLETED:
        states.move(enrollment, EnrollmentState.ACTIVE, by=None, completed_at=None)


def pin(batch: Batch, *, by: User | None) -> int:
    """Fix what `batch` demands: every activity that is published in its courses now.

    Returns how many were added. What is published later is optional until `adopt`.
    """
    with transaction.atomic():
        now = locks.batch_and_seats(batch.pk)
        now.end_plan()
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
        audit.record(CourseVerb.PINNED, now, by=by, activities=[item.id for item in activities])
        refresh_batch(now)
    return len(activities)


def adopt(batch: Batch, activity_id: int, *, by: User) -> RequiredActivity:
    """Demand one more activity from now on. Done twice it is one.

    Who had met the rule before keeps it.
    """
    with transaction.atomic():
        batch = locks.batch_and_seats(batch.pk)
        batch.end_plan()
        item, created = RequiredActivity.objects.get_or_create(
            batch=batch, activity_id=activity_id, defaults={"added_by": by}
        )
        if created:
            audit.record(CourseVerb.ADOPTED, batch, by=by, activity=activity_id)
        refresh_batch(batch)
    return item


def release(batch: Batch, activity_id: int, *, by: User) -> None:
    """Demand an activity no longer. Work done in it stays in the record."""
    with transaction.atomic():
        batch = locks.batch_and_seats(batch.pk)
        batch.end_plan()
        deleted, _kinds = RequiredActivity.objects.filter(
            batch=batch, activity_id=activity_id
        ).delete()
        if deleted:
            audit.record(CourseVerb.RELEASED, batch, by=by, activity=activity_id)
        refresh_batch(batch)


def refresh_demanding(page: Page) -> int:
    """Bring figures up to date where `page`, or what lies below it, is demanded.

    What is published, unpublished or moved can be reached or not any more. Batches that are
    over, with everybody settled, stay as they were shown. Return how many seats changed.
    """
    batches = demanding(page).select_related("completion_rule")
    return sum(refresh_batch(batch) for batch in batches)


def demanding(*pages: Page) -> QuerySet[Batch]:
    """Return the batches that are not settled and demand one of `pages` or what lies below it."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(activity__path__startswith=page.path)
    demanded = RequiredActivity.objects.filter(below, batch=OuterRef("pk"))
    active = Enrollment.objects.active().filter(batch=OuterRef("pk"))
    running = Q(ends_on__gte=timezone.localdate()) | Exists(active)
    return Batch.objects.filter(running, Exists(demanded))


def count_held_sessions() -> int:
    """Let sessions that have ended since count as held for everybody who was asked for them.

    Return how many there were. A session that was written anew is counted anew.
    """
    batches = set(_ended().values_list("batch_id", flat=True))
    return sum(count_ended(batch_id) for batch_id in sorted(batches))


def count_ended(batch_id: int) -> int:
    """The same for one batch; whoever notes at a session that is over does it at once."""
    with transaction.atomic():
        # Under the lock of the batch nobody puts one of them off between reading and writing.
        batch = locks.batch(batch_id)
        found = list(_ended().filter(batch=batch).values_list("pk", flat=True))
        if found:
            refresh_many(batch.pk, batch.enrollments.seated())
            Session.objects.filter(pk__in=found).update(counted_at=timezone.now())
    return len(found)


def _ended() -> QuerySet[Session]:
    return Session.objects.filter(
        ends_at__lte=timezone.now(), cancelled_at__isnull=True, counted_at__isnull=True
    )
