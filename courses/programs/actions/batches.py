"""Setting up batches: create, change, copy, publish; what they teach and demand, and when."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.completion import actions as completion
from courses.models import (
    Batch,
    BatchCourse,
    CompletionRule,
    ModuleSchedule,
    Program,
    RequiredActivity,
    SelectionQuota,
)
from courses.models.verbs import CourseVerb

# What a batch is by itself; courses, rule, people and schedule are rows around it.
FIELDS = (
    "number",
    "name",
    "summary",
    "mode",
    "place",
    "seats",
    "applications_open_at",
    "applications_close_at",
    "starts_on",
    "ends_on",
    "data_budget",
    "closing_days",
    "replacement_days",
)
RULE_FIELDS = (
    "all_activities",
    "minimum_mark",
    "minimum_attendance",
    "excused_counts",
    "final_assignment_accepted",
    "dropped_quizzes",
)


class NumberTaken(Refused):
    about = "number"
    message = _("The program has a batch with this number already. Choose another number.")


class SeatsBelowTaken(Refused):
    about = "seats"
    message = _("More people than that have a seat already. Give at least as many seats.")


class CourseInUse(Refused):
    message = _(
        "Activities of this course are required in the batch. "
        "Release them first, then take the course out."
    )


class NothingToTeach(Refused):
    message = _("Choose at least one course before the batch becomes public.")


def create(*, batch: Batch, by: User, coordinators: Iterable[User] = ()) -> Batch:
    """Write a new batch with its rule; a coordinator who opens one runs it.

    Raises NumberTaken.
    """
    coordinators = list(coordinators)
    if by.is_coordinator and by not in coordinators:
        coordinators.append(by)
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            batch.coordinators.set(coordinators)
            CompletionRule.objects.create(batch=batch)
            _give_quotas(batch, batch.program)
            audit.record(
                CourseVerb.CREATED, batch, by=by, program=batch.program_id, number=batch.number
            )
    except IntegrityError as error:
        raise NumberTaken from error
    return batch


def _give_quotas(batch: Batch, of: Program | Batch) -> None:
    """Let `batch` begin with the quotas of its program, or of the batch it is a copy of."""
    SelectionQuota.objects.bulk_create(
        [SelectionQuota(batch=batch, **quota.as_asked()) for quota in of.selection_quotas.all()]
    )


def update(
    *, batch: Batch, by: User, coordinators: Iterable[User] | None = None, **changes: Any
) -> Batch:
    """Change what `FIELDS` name, and the coordinators where given.

    Raises NumberTaken, SeatsBelowTaken, or ValueError for a field that is not of `FIELDS`.
    """
    unknown = set(changes) - set(FIELDS)
    if unknown:
        raise ValueError(f"not to be set here: {sorted(unknown)}")
    try:
        with transaction.atomic():
            batch = locks.batch(batch.pk)
            batch.end_plan()
            changed = [name for name, value in changes.items() if getattr(batch, name) != value]
            for name in changed:
                setattr(batch, name, changes[name])
            if "seats" in changed and batch.seats < batch.enrollments.seated().count():
                raise SeatsBelowTaken
            batch.save(update_fields=changed)
            if coordinators is not None:
                batch.coordinators.set(coordinators)
            audit.record(CourseVerb.CHANGED, batch, by=by, fields=sorted(changed))
    except IntegrityError as error:
        raise NumberTaken from error
    return batch


def publish(*, batch: Batch, by: User, is_published: bool = True) -> Batch:
    """Show the batch to everybody, or hide it. Raises NothingToTeach."""
    with transaction.atomic():
        batch = locks.batch(batch.pk)
        batch.end_plan()
        if is_published and not batch.batch_courses.exists():
            raise NothingToTeach
        if batch.is_published != is_published:
            batch.is_published = is_published
            batch.save(update_fields=["is_published"])
            audit.record(CourseVerb.PUBLISHED if is_published else CourseVerb.HIDDEN, batch, by=by)
    return batch


def set_courses(*, batch: Batch, by: User, course_ids: Sequence[int]) -> None:
    """Teach the course pages `course_ids`, in this order.

    Raises CourseInUse where a course would go whose activities are required.
    """
    with transaction.atomic():
        batch = locks.batch(batch.pk)
        batch.end_plan()
        before = dict(batch.batch_courses.values_list("course_id", "position"))
        gone = [course for course in before if course not in course_ids]
        _refuse_required(batch, gone)
        batch.batch_courses.filter(course__in=gone).delete()
        for position, course_id in enumerate(course_ids):
            BatchCourse.objects.update_or_create(
                batch=batch, course_id=course_id, defaults={"position": position}
            )
        if list(before) != list(course_ids):
            audit.record(CourseVerb.COURSES_SET, batch, by=by, courses=list(course_ids))
        # A page that was moved into a course is reached again when the course is taught.
        completion.refresh_batch(batch)


def _refuse_required(batch: Batch, course_ids: Iterable[int]) -> None:
    for row in batch.batch_courses.filter(course__in=course_ids).select_related("course"):
        if batch.required_activities.filter(activity__path__startswith=row.course.path).exists():
            raise CourseInUse


def set_rule(*, batch: Batch, by: User, **rule: Any) -> CompletionRule:
    """Change what the batch demands (names of `RULE_FIELDS`) and read everybody anew.

    Raises ValueError for another name.
    """
    unknown = set(rule) - set(RULE_FIELDS)
    if unknown:
        raise ValueError(f"no part of a rule: {sorted(unknown)}")
    with transaction.atomic():
        batch = locks.batch_and_seats(batch.pk)
        batch.end_plan()
        changed, _created = CompletionRule.objects.update_or_create(batch=batch, defaults=rule)
        shown = {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in rule.items()
        }
        audit.record(CourseVerb.RULE_SET, batch, by=by, **shown)
        completion.refresh_batch(batch)
    return changed


def save_settings(
    *,
    batch: Batch,
    by: User,
    facts: Mapping[str, Any],
    coordinators: Iterable[User] | None,
    course_ids: Sequence[int] | None,
    rule: Mapping[str, Any],
) -> None:
    """Write what was changed on the page of settings, all of it or nothing.

    None: the coordinators or courses stay as they are. Raises what `update` and
    `set_courses` raise.
    """
    with transaction.atomic():
        if facts or coordinators is not None:
            update(batch=batch, by=by, coordinators=coordinators, **facts)
        if course_ids is not None:
            set_courses(batch=batch, by=by, course_ids=course_ids)
        if rule:
            set_rule(batch=batch, by=by, **rule)


def copy(*, batch: Batch, by: User, number: int, name: str, starts_on: dt.date) -> Batch:
    """Make a new, hidden batch like `batch`: all dates moved by as many days as the start.

    Goes along: place, seats, quotas, courses, rule, schedule, coordinators. Does not: people,
    sessions, and what was required (the new batch fixes its own when it starts).
    Raises NumberTaken.
    """
    shift = starts_on - batch.starts_on
    fields = {field: getattr(batch, field) for field in FIELDS} | {
        "number": number,
        "name": name,
        "starts_on": starts_on,
        "ends_on": batch.ends_on + shift,
        "applications_open_at": batch.applications_open_at + shift,
        "applications_close_at": batch.applications_close_at + shift,
    }
    with transaction.atomic():
        new = create(
            batch=Batch(program_id=batch.program_id, **fields),
            by=by,
            coordinators=batch.coordinators.all(),
        )
        BatchCourse.objects.bulk_create(
            BatchCourse(batch=new, course_id=row.course_id, position=row.position)
            for row in batch.batch_courses.all()
        )
        rule = CompletionRule.objects.filter(batch=batch).first()
        if rule is not None:
            CompletionRule.objects.filter(batch=new).update(
                **{field: getattr(rule, field) for field in RULE_FIELDS}
            )
        ModuleSchedule.objects.bulk_create(
            ModuleSchedule(
                batch=new,
                module_id=row.module_id,
                opens_at=_moved(row.opens_at, shift),
                due_at=_moved(row.due_at, shift),
                closes_at=_moved(row.closes_at, shift),
            )
            for row in batch.module_schedules.all()
        )
        new.selection_quotas.all().delete()
        _give_quotas(new, batch)
        audit.record(CourseVerb.COPIED, new, by=by, source=batch.pk)
    return new


def _moved(moment: dt.datetime | None, shift: dt.timedelta) -> dt.datetime | None:
    return None if moment is None else moment + shift


def set_weights(*, batch: Batch, by: User, weights: dict[int, Decimal]) -> None:
    """Set how much the marks of required activities count, by id of the activity."""
    with transaction.atomic():
        batch = locks.batch_and_seats(batch.pk)
        batch.end_plan()
        changed = []
        for row in batch.required_activities.filter(activity__in=weights):
            if row.weight != weights[row.activity_id]:
                row.weight = weights[row.activity_id]
                changed.append(row)
        RequiredActivity.objects.bulk_update(changed, ["weight"])
        if changed:
            shown = {str(row.activity_id): str(row.weight) for row in changed}
            audit.record(CourseVerb.WEIGHTS_SET, batch, by=by, weights=shown)
            completion.refresh_batch(batch)
