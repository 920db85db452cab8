"""A participant's way through the courses of a batch: what is there, done, open, and next."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from cms.models import ActivityPage
from cms.outline import Outline, OutlineActivity, OutlineModule, outline_activity, outlines
from courses.acts.rules import WORKING, module_time
from courses.completion.queries import Records, records_of
from courses.learning.queries.steps import CoursePart, ModulePart, Place, Step, StepState
from courses.models import (
    Batch,
    BatchCourse,
    Enrollment,
    ModuleSchedule,
    RequiredActivity,
    SubmissionState,
)


@dataclass(slots=True)
class Learning:
    """Everything that one person learns in one batch."""

    enrollment: Enrollment
    courses: list[CoursePart]
    records: Records
    # Work in activities that are no longer published; it stays and stays visible.
    elsewhere: list[Step] = field(default_factory=list)

    def places(self) -> Iterator[Place]:
        """Return every step with its place, in order."""
        for course in self.courses:
            steps = course.steps
            index = 0
            for number, module in enumerate(course.modules, start=1):
                for step in module.steps:
                    yield Place(
                        course=course,
                        module=module,
                        module_number=number,
                        step=step,
                        previous=steps[index - 1] if index else None,
                        following=steps[index + 1] if index + 1 < len(steps) else None,
                    )
                    index += 1

    def place_of(self, activity_id: UUID) -> Place | None:
        """Return the place of a published activity of the batch, else None."""
        return next(
            (item for item in self.places() if item.step.activity.activity_id == activity_id), None
        )

    def next_place(self) -> Place | None:
        """Return what to do next: a wanted revision first, then what was begun or is open."""
        places = [item for item in self.places() if item.step.is_required and item.step.is_to_do]
        revised = [item for item in places if item.step.state == StepState.REVISION]
        return next(iter(revised or places), None)

    def next_opening(self) -> ModulePart | None:
        """Return the module that opens next, if one is still shut."""
        shut = [(part.times.opens_at, part) for part in self.modules() if not part.is_open]
        return _earliest(shut)

    def next_deadline(self) -> ModulePart | None:
        """Return the module with the earliest due date that is not finished."""
        open_parts = [part for part in self.modules() if part.is_open and part.share < 1]
        return _earliest([(part.times.due_at, part) for part in open_parts])

    def modules(self) -> list[ModulePart]:
        """Return the modules of all courses."""
        return [module for course in self.courses for module in course.modules]

    def takes_work(self, place: Place | None) -> bool:
        """Say whether work in an activity would still be taken in (None: unpublished)."""
        if place is None or self.enrollment.state not in WORKING:
            return False
        return place.module.is_open and not place.module.is_closed

    @property
    def waiting_count(self) -> int:
        """How many hand-ins wait for a trainer."""
        return sum(item.step.state == StepState.WAITING for item in self.places())


def _earliest(dated: list[tuple[dt.datetime | None, ModulePart]]) -> ModulePart | None:
    known = [(at, part) for at, part in dated if at is not None]
    return min(known, key=lambda item: item[0])[1] if known else None


def required_ids(batch: Batch) -> set[int]:
    """Return the activities that `batch` demands."""
    return set(RequiredActivity.objects.filter(batch=batch).values_list("activity_id", flat=True))


def read(
    enrollment: Enrollment,
    *,
    required: Iterable[int] | None = None,
    records: Records | None = None,
) -> Learning:
    """Return what `enrollment` learns, in two queries and the cached outlines.

    `required` are the demanded activities; None, or a batch that has not fixed them yet:
    all count. `records`, where they are read already, save a query. Work in unpublished
    activities costs one query more.
    """
    course_ids, schedules = _plan(enrollment.batch)
    found = outlines(course_ids)
    records = records or records_of(enrollment)
    wanted = None if required is None or enrollment.batch.pinned_at is None else set(required)
    reader = _Reader(enrollment, records, schedules, wanted)
    courses = [reader.course(found[pk]) for pk in course_ids if pk in found]
    shown = {step.activity.id for course in courses for step in course.steps}
    return Learning(
        enrollment=enrollment,
        courses=courses,
        records=records,
        elsewhere=reader.elsewhere(records.activity_ids - shown),
    )


def _plan(batch: Batch) -> tuple[list[int], dict[int, ModuleSchedule]]:
    """Return the ids of the courses in order and the schedule of each module, in one query.

    Few courses times few schedules: the joined rows cost less than a second round trip.
    """
    schedule = "batch__module_schedules__"
    rows = (
        BatchCourse.objects.filter(batch=batch)
        .order_by("position", "pk")
        .values_list(
            "course_id",
            *(f"{schedule}{name}" for name in ("module_id", "opens_at", "due_at", "closes_at")),
        )
    )
    course_ids: dict[int, None] = {}
    schedules = {}
    for course_id, module_id, opens_at, due_at, closes_at in rows:
        course_ids[course_id] = None
        if module_id is not None:
            schedules[module_id] = ModuleSchedule(
                opens_at=opens_at, due_at=due_at, closes_at=closes_at
            )
    return list(course_ids), schedules


class _Reader:
    """Puts outline, schedule and records together."""

    def __init__(self, enrollment, records: Records, schedules, required: set[int] | None):
        self.enrollment = enrollment
        self.batch = enrollment.batch
        self.records = records
        self.schedules = schedules
        self.required = required
        self.now = timezone.now()
        self.is_working = enrollment.state in WORKING

    def course(self, outline: Outline) -> CoursePart:
        return CoursePart(outline, tuple(self.module(module) for module in outline.modules))

    def module(self, module: OutlineModule) -> ModulePart:
        times = module_time(self.batch, self.schedules.get(module.id))
        is_open, is_closed = times.is_open(self.now), times.is_closed(self.now)
        return ModulePart(
            module=module,
            times=times,
            is_open=is_open,
            is_closed=is_closed,
            steps=tuple(
                self.step(activity, is_open=is_open, is_closed=is_closed)
                for activity in module.activities
            ),
        )

    def step(self, activity: OutlineActivity, *, is_open: bool, is_closed: bool) -> Step:
        return Step(
            batch_id=self.batch.public_id,
            activity=activity,
            state=self.state(activity.id, is_open=is_open, is_closed=is_closed),
            is_required=self.required is None or activity.id in self.required,
            mark=self.records.marks.get(activity.id),
            attempts=tuple(self.records.attempts.get(activity.id, ())),
        )

    def state(self, activity_id: int, *, is_open: bool, is_closed: bool) -> str:
        if activity_id in self.records.done:
            return StepState.DONE
        handed_in = self.records.submissions.get(activity_id)
        if handed_in == SubmissionState.SUBMITTED:
            return StepState.WAITING
        if not is_open:
            return StepState.LOCKED
        if is_closed or not self.is_working:
            return StepState.CLOSED
        if handed_in == SubmissionState.REVISION:
            return StepState.REVISION
        begun = handed_in or activity_id in self.records.attempts
        return StepState.STARTED if begun else StepState.OPEN

    def elsewhere(self, activity_ids: set[int]) -> list[Step]:
        if not activity_ids:
            return []
        pages = (
            ActivityPage.objects.filter(pk__in=activity_ids)
            .select_related("quizpage", "assignmentpage")
            .order_by("path")
        )
        return [self.step(outline_activity(page), is_open=True, is_closed=True) for page in pages]
