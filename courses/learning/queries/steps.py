"""An activity, a module and a course as they stand for one person."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from cms.outline import Outline, OutlineActivity, OutlineModule
from courses.acts.rules import ModuleTime


class StepState:
    """Where an activity stands for one person; words and icons are the template's part."""

    DONE = "done"
    REVISION = "revision"
    WAITING = "waiting"
    STARTED = "started"
    OPEN = "open"
    LOCKED = "locked"
    CLOSED = "closed"


TO_DO = frozenset({StepState.REVISION, StepState.STARTED, StepState.OPEN})


@dataclass(frozen=True, slots=True)
class Step:
    """One activity of the outline, as it stands for one person."""

    batch_id: UUID
    activity: OutlineActivity
    state: str
    is_required: bool
    mark: Decimal | None
    attempts: tuple[Decimal | None, ...]
    # A date of this person's own, where it is later than that of the batch.
    until: dt.datetime | None = None
    # When its mark will be shown, where one is there that the person does not see yet.
    mark_waits: str = ""

    @property
    def is_done(self) -> bool:
        return self.state == StepState.DONE

    @property
    def is_to_do(self) -> bool:
        """Whether the person can do something in it now."""
        return self.state in TO_DO

    @property
    def is_missing(self) -> bool:
        """Whether it waits for the person: now, or once its module opens."""
        return self.is_to_do or self.state == StepState.LOCKED

    @property
    def can_correct(self) -> bool:
        """Whether it has a mark that could be set right (or should have one)."""
        return self.activity.is_graded and (self.mark is not None or self.is_done)

    @property
    def can_open(self) -> bool:
        return self.state != StepState.LOCKED

    @property
    def url(self) -> str:
        return activity_url(self.batch_id, self.activity.kind, self.activity.activity_id)


def activity_url(batch_id: UUID, kind: str, activity_id: UUID) -> str:
    """Return where a participant does an activity; `kind` is lesson, quiz or assignment."""
    return reverse(f"courses:{kind}", args=[batch_id, activity_id])


@dataclass(frozen=True, slots=True)
class DueWork:
    """Work that is missing, by when; `title` is that of the module, or of its one step left."""

    title: str
    due_at: dt.datetime
    is_one: bool

    @property
    def is_late(self) -> bool:
        return self.due_at < timezone.now()


@dataclass(frozen=True, slots=True)
class ModulePart:
    """A module with its steps; `share` is a petal of the progress flower."""

    module: OutlineModule
    times: ModuleTime
    is_open: bool
    is_closed: bool
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        return self.module.title

    @property
    def lessons(self) -> list[Step]:
        """The lessons that can be read now."""
        return [step for step in self.steps if step.activity.kind == "lesson" and step.can_open]

    @property
    def size(self) -> int:
        """Bytes of all that it holds."""
        return sum(step.activity.size for step in self.steps)

    def times_of(self, step: Step) -> ModuleTime:
        """Return the times of one of its steps for this person."""
        return self.times.extended(step.until)

    @property
    def due_work(self) -> list["DueWork"]:
        """What is demanded of it and not handed in yet, by each date that it has."""
        dated: dict[dt.datetime, list[Step]] = {}
        for step in self.steps:
            due_at = self.times_of(step).due_at
            if due_at is not None and step.is_required and step.is_missing:
                dated.setdefault(due_at, []).append(step)
        # One thing left is called by its own name: it may be the final assignment.
        return [
            DueWork(
                left[0].activity.title if len(left) == 1 else self.title, due_at, len(left) == 1
            )
            for due_at, left in dated.items()
        ]

    @property
    def counting(self) -> list[Step]:
        """The steps that its progress is made of."""
        return [step for step in self.steps if step.is_required]

    @property
    def is_extra(self) -> bool:
        """Whether nothing in it is asked of the person: added later, or released."""
        return bool(self.steps) and not self.counting

    @property
    def done_count(self) -> int:
        return sum(step.is_done for step in self.counting)

    @property
    def share(self) -> float:
        return self.done_count / len(self.counting) if self.counting else 0.0


@dataclass(frozen=True, slots=True)
class CoursePart:
    outline: Outline
    modules: tuple[ModulePart, ...]

    @property
    def steps(self) -> list[Step]:
        return [step for module in self.modules for step in module.steps]

    @property
    def lessons(self) -> list[Step]:
        """The lessons that can be read now."""
        return [step for module in self.modules for step in module.lessons]

    @property
    def counting(self) -> list[ModulePart]:
        """The modules that its progress is made of: the petals of the flower."""
        return [module for module in self.modules if module.counting]

    @property
    def extra_count(self) -> int:
        """How many of its modules are extras."""
        return sum(module.is_extra for module in self.modules)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one step stands: its course and module, and its neighbours."""

    course: CoursePart
    module: ModulePart
    module_number: int
    step: Step
    previous: Step | None
    following: Step | None

    @property
    def times(self) -> ModuleTime:
        """When the step is open, due and closed for this person."""
        return self.module.times_of(self.step)
