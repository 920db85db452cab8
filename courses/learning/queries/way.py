"""A participant's way through the courses of a batch: what is there, done, open, and next."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from cms.models import ActivityPage
from cms.outline import Outline, OutlineActivity, OutlineModule, outline_activity
from courses.acts.rules import WORKING, ModuleTime
from courses.completion.plan import plan_of
from courses.completion.queries import Records, figures_of, records_of
from courses.completion.rules import Figures
from courses.learning.queries.steps import CoursePart, DueWork, ModulePart, Place, Step, StepState
from courses.models import Enrollment, EnrollmentState, SubmissionState


@dataclass(slots=True)
class Learning:
    """Everything that one person learns in one batch."""

    enrollment: Enrollment
    courses: list[CoursePart]
    records: Records
    # What is asked of this person, and how far the person is.
    figures: Figures
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

    def due_work(self) -> list[DueWork]:
        """Return what is missing and has a date, the earliest first.

        Nothing, where nothing more is taken in: the seat is not at work, or the batch is over.
        """
        if self.enrollment.state != EnrollmentState.ACTIVE or self.enrollment.batch.is_over:
            return []
        found = [part.due_work for part in self.modules()]
        return sorted((item for item in found if item is not None), key=lambda item: item.due_at)

    def next_due(self) -> DueWork | None:
        """Return the work that is due next."""
        return next((item for item in self.due_work() if not item.is_late), None)

    def late_work(self) -> list[DueWork]:
        """Return the work whose date is over and that is still taken."""
        return [item for item in self.due_work() if item.is_late]

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


def read(enrollment: Enrollment, *, records: Records | None = None) -> Learning:
    """Return what `enrollment` learns, by the kept plan of its batch and one query.

    What counts is what is asked of this person, on every page alike; in a batch that has not
    fixed it yet, everything. `records`, where they are read already, save the query. Work in
    unpublished activities costs one query more.
    """
    plan = plan_of(enrollment.batch)
    records = records or records_of(enrollment)
    figures = figures_of(enrollment, records, plan.demands, plan.sessions)
    required = {item.activity_id for item in figures.required}
    reader = _Reader(
        enrollment, records, plan.times, required if enrollment.batch.pinned_at else None
    )
    courses = [reader.course(outline) for outline in plan.outlines]
    shown = {step.activity.id for course in courses for step in course.steps}
    return Learning(
        enrollment=enrollment,
        courses=courses,
        records=records,
        figures=figures,
        elsewhere=reader.elsewhere(records.activity_ids - shown),
    )


class _Reader:
    """Puts outline, schedule and records together."""

    def __init__(
        self,
        enrollment: Enrollment,
        records: Records,
        times: dict[int, ModuleTime],
        required: set[int] | None,
    ):
        self.batch_id = enrollment.batch.public_id
        self.records = records
        self.times = times
        self.required = required
        self.now = timezone.now()
        self.is_working = enrollment.state in WORKING

    def course(self, outline: Outline) -> CoursePart:
        return CoursePart(outline, tuple(self.module(module) for module in outline.modules))

    def module(self, module: OutlineModule) -> ModulePart:
        times = self.times[module.id]
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
            batch_id=self.batch_id,
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
