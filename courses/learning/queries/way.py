"""A participant's way through the courses of a batch: what is there, done, open, and next."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from cms.models import ActivityPage, Shown
from cms.outline import Outline, OutlineActivity, OutlineModule, outline_activity
from courses.acts.queries import times_of
from courses.acts.rules import WORKING, ModuleTime
from courses.completion.plan import Plan, plan_of
from courses.completion.queries import Records, figures_of, records_of
from courses.completion.rules import Figures
from courses.learning.queries.hidden import hidden_marks, without
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

    def steps(self) -> Iterator[Step]:
        """Return every step, also what is no longer published."""
        yield from (place.step for place in self.places())
        yield from self.elsewhere

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
        found = [item for part in self.modules() for item in part.due_work]
        return sorted(found, key=lambda item: item.due_at)

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
        return place.times.takes_work(timezone.now())

    @property
    def waiting_count(self) -> int:
        """How many hand-ins wait for a trainer."""
        return sum(item.step.state == StepState.WAITING for item in self.places())


def _earliest(dated: list[tuple[dt.datetime | None, ModulePart]]) -> ModulePart | None:
    known = [(at, part) for at, part in dated if at is not None]
    return min(known, key=lambda item: item[0])[1] if known else None


type _Gone = list[tuple[OutlineActivity, bool]]


def read(
    enrollment: Enrollment, *, records: Records | None = None, as_owner: bool = True
) -> Learning:
    """Return what `enrollment` learns, by the kept plan of its batch and one query.

    What counts is what is asked of this person, on every page alike; in a batch that has not
    fixed it yet, everything. `records`, where they are read already, save the query. Work in
    unpublished activities costs one query more. `as_owner`: marks that a quiz does not show its
    participant yet are as if not given, in whatever is made of them.
    """
    plan = plan_of(enrollment.batch)
    records = records or records_of(enrollment)
    gone = _gone(enrollment, records, plan)
    timed = _timed(enrollment, records, plan)
    hidden = hidden_marks(records, [*timed, *gone]) if as_owner else {}
    figures = figures_of(enrollment, records, plan.demands, plan.sessions)
    if hidden:
        missing = figures.unmarked_count
        records = without(records, hidden)
        figures = figures_of(enrollment, records, plan.demands, plan.sessions)
        figures.missing_count = missing
        figures.hidden_count = sum(
            item.is_graded and bool(item.weight) and item.activity_id in hidden
            for item in figures.required
        )
    required = {item.activity_id for item in figures.required}
    reader = _Reader(
        enrollment, records, plan.times, required if enrollment.batch.pinned_at else None, hidden
    )
    courses = [reader.course(outline) for outline in plan.outlines]
    return Learning(
        enrollment=enrollment,
        courses=courses,
        records=records,
        figures=figures,
        elsewhere=[reader.step(one, is_open=True, is_closed=True) for one, _closed in gone],
    )


def _timed(
    enrollment: Enrollment, records: Records, plan: Plan
) -> Iterator[tuple[OutlineActivity, bool]]:
    """Yield the quizzes that do not show each mark at once, and whether they have closed.

    To who works here no more, everything has.
    """
    now = timezone.now()
    is_over = enrollment.state not in WORKING
    for outline in plan.outlines:
        for module in outline.modules:
            for activity in module.activities:
                if activity.shows_mark == Shown.AT_ONCE:
                    continue
                times = plan.times[module.id].extended(records.until.get(activity.id))
                yield activity, is_over or times.is_closed(now)


def _gone(enrollment: Enrollment, records: Records, plan: Plan) -> _Gone:
    """Return what was worked in and is no longer published, each with whether it has closed."""
    shown = {activity.id for outline in plan.outlines for activity in outline.activities}
    worked_in = records.activity_ids - shown
    if not worked_in:
        return []
    pages = (
        ActivityPage.objects.filter(pk__in=worked_in)
        .select_related("quizpage", "assignmentpage")
        .order_by("path")
    )
    found = [(page, outline_activity(page)) for page in pages]
    return [(one, _has_closed(enrollment, page, one)) for page, one in found]


def _has_closed(enrollment: Enrollment, page: ActivityPage, one: OutlineActivity) -> bool:
    # Asked only where a mark waits for it.
    if one.shows_mark != Shown.CLOSED or enrollment.state not in WORKING:
        return one.shows_mark == Shown.CLOSED
    return times_of(enrollment, page, page.get_parent().pk).is_closed(timezone.now())


class _Reader:
    """Puts outline, schedule and records together."""

    def __init__(
        self,
        enrollment: Enrollment,
        records: Records,
        times: dict[int, ModuleTime],
        required: set[int] | None,
        hidden: dict[int, str],
    ):
        self.batch_id = enrollment.batch.public_id
        self.records = records
        self.times = times
        self.required = required
        self.hidden = hidden
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
                self.extended(activity, times)
                if activity.id in self.records.until
                else self.step(activity, is_open=is_open, is_closed=is_closed)
                for activity in module.activities
            ),
        )

    def extended(self, activity: OutlineActivity, times: ModuleTime) -> Step:
        until = self.records.until[activity.id]
        own = times.extended(until)
        return self.step(
            activity,
            is_open=own.is_open(self.now),
            is_closed=own.is_closed(self.now),
            until=None if own == times else until,
        )

    def step(
        self,
        activity: OutlineActivity,
        *,
        is_open: bool,
        is_closed: bool,
        until: dt.datetime | None = None,
    ) -> Step:
        return Step(
            batch_id=self.batch_id,
            activity=activity,
            state=self.state(activity.id, is_open=is_open, is_closed=is_closed),
            until=until,
            is_required=self.required is None or activity.id in self.required,
            mark=self.records.marks.get(activity.id),
            attempts=tuple(self.records.attempts.get(activity.id, ())),
            mark_waits=self.hidden.get(activity.id, ""),
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
