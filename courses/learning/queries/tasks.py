"""Everything that a person has to do, in all of the person's batches, on one list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Max, TextChoices
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from academy.people.models import User
from courses.completion.queries import records_of_all
from courses.learning.queries import way as learning
from courses.learning.queries.home import seats_of
from courses.learning.queries.steps import ModulePart, Step, StepState
from courses.models import Batch, Completion, Enrollment, EnrollmentState, Submission


class TaskState(TextChoices):
    """Where a task stands, in the order of the page."""

    REVISION = "revision", pgettext_lazy("tasks", "Wanted again")
    TO_DO = "todo", pgettext_lazy("tasks", "To do")
    WAITING = "waiting", pgettext_lazy("tasks", "With the trainer")
    LATER = "later", pgettext_lazy("tasks", "Not yet open")
    MISSED = "missed", pgettext_lazy("tasks", "Closed, not done")
    EXEMPT = "exempt", pgettext_lazy("tasks", "You need not do these")
    DONE = "done", pgettext_lazy("tasks", "Done")


_OF_STEP = {
    StepState.REVISION: TaskState.REVISION,
    StepState.STARTED: TaskState.TO_DO,
    StepState.OPEN: TaskState.TO_DO,
    StepState.WAITING: TaskState.WAITING,
    StepState.LOCKED: TaskState.LATER,
    StepState.CLOSED: TaskState.MISSED,
    StepState.DONE: TaskState.DONE,
}


@dataclass(frozen=True, slots=True)
class Task:
    """A quiz, an assignment, or the lessons of a module that are left to read (`lesson_count`).

    `at` is when it was handed in or done; `url` is "" where it cannot be opened yet.
    """

    title: str
    kind: str
    course: str
    batch: Batch
    state: TaskState
    url: str
    is_begun: bool = False
    due_at: dt.datetime | None = None
    opens_at: dt.datetime | None = None
    at: dt.datetime | None = None
    mark: Decimal | None = None
    mark_waits: str = ""
    lesson_count: int = 0

    @property
    def is_late(self) -> bool:
        """Whether the date is over, and it is still taken."""
        waits = self.state in {TaskState.REVISION, TaskState.TO_DO}
        return waits and self.due_at is not None and self.due_at < timezone.now()


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks by state, in its order; a state without any is left out."""

    groups: dict[TaskState, list[Task]]
    is_of_several: bool


def tasks_of(user: User) -> Tasks:
    """Return all tasks of `user`, in a number of queries that does not grow with them."""
    seats = [seat for seat in seats_of(user) if seat.state != EnrollmentState.WITHDRAWN]
    records = records_of_all(seats)
    times = _times(seats)
    found: dict[TaskState, list[Task]] = defaultdict(list)
    for seat in seats:
        read = learning.read(seat, records=records[seat.pk])
        for task in _of_seat(read, times):
            found[task.state].append(task)
    return Tasks(
        groups={state: _in_order(found[state]) for state in TaskState if found[state]},
        is_of_several=len({seat.batch_id for seat in seats}) > 1,
    )


type _Times = dict[tuple[int, int], dt.datetime]


def _times(seats: Iterable[Enrollment]) -> _Times:
    """Return when each activity was handed in last, or done, by seat and activity."""
    of_these = {"enrollment__in": [seat.pk for seat in seats]}
    handed_in = Submission.objects.handed_in().filter(**of_these).order_by()
    done = Completion.objects.filter(**of_these)
    return {
        (seat, activity): at
        for seat, activity, at in (
            *done.values_list("enrollment_id", "activity_id", "received_at"),
            *handed_in.values("enrollment_id", "assignment_id")
            .annotate(at=Max("submitted_at"))
            .values_list("enrollment_id", "assignment_id", "at"),
        )
    }


def _of_seat(read: learning.Learning, times: _Times) -> Iterator[Task]:
    for course in read.courses:
        for module in course.modules:
            yield from _of_module(read, course.outline.title, module, times)


def _of_module(
    read: learning.Learning, course: str, module: ModulePart, times: _Times
) -> Iterator[Task]:
    lessons: list[Step] = []
    others: list[Task] = []
    for step in module.steps:
        is_exempt = step.activity.id in read.records.exempt and not step.is_done
        if not (step.is_required or is_exempt or step.mark is not None or step.mark_waits):
            continue
        state = TaskState.EXEMPT if is_exempt else _OF_STEP[step.state]
        if step.activity.kind == "lesson":
            if state in {TaskState.TO_DO, TaskState.LATER}:
                lessons.append(step)
            continue
        task = _task(read, course, module, step)
        at = times.get((read.enrollment.pk, step.activity.id))
        others.append(replace(task, state=state, at=at))
    if lessons:
        task = _task(read, course, module, lessons[0])
        title = task.title if len(lessons) == 1 else module.title
        yield replace(task, title=title, lesson_count=len(lessons))
    yield from others


def _task(read: learning.Learning, course: str, module: ModulePart, step: Step) -> Task:
    return Task(
        title=step.activity.title,
        kind=step.activity.kind,
        course=course,
        batch=read.enrollment.batch,
        state=_OF_STEP[step.state],
        url=step.url if step.can_open else "",
        is_begun=step.state == StepState.STARTED,
        due_at=module.times_of(step).due_at,
        opens_at=module.times.opens_at,
        mark=step.mark,
        mark_waits=step.mark_waits,
    )


def _in_order(tasks: list[Task]) -> list[Task]:
    """Return what is due first, first; of what is handed in or done, the newest first."""
    never = timezone.now() + dt.timedelta(days=10_000)
    if tasks[0].state in {TaskState.WAITING, TaskState.DONE}:
        return sorted(tasks, key=lambda task: task.at or never, reverse=True)
    if tasks[0].state == TaskState.LATER:
        return sorted(tasks, key=lambda task: task.opens_at or never)
    return sorted(tasks, key=lambda task: task.due_at or never)
