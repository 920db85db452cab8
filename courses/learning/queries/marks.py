"""The marks of one person, with what made them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from courses.completion import queries as completion
from courses.completion.requirements import Requirement, requirements
from courses.completion.rules import rounded
from courses.learning.queries import way as learning
from courses.learning.queries.steps import Step
from courses.models import Enrollment, MarkCorrection


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One graded activity. `weight` is None where it does not count for the mean."""

    course: str
    step: Step
    mark: Decimal | None
    weight: Decimal | None
    corrections: list[MarkCorrection] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marks:
    """`tests` are pre-tests and others that were taken without counting."""

    rows: list[MarkRow]
    tests: list[MarkRow]
    mean: Decimal | None
    requirements: list[Requirement]


def marks_of(enrollment: Enrollment) -> Marks:
    """Return the marks of `enrollment` and what its batch demands."""
    read = learning.read(enrollment)
    figures = read.figures
    weights = {item.activity_id: item.weight for item in figures.required}
    steps = list(_steps(read))
    corrections: dict[int, list[MarkCorrection]] = defaultdict(list)
    for item in MarkCorrection.objects.of(enrollment):
        corrections[item.activity_id].append(item)
    return Marks(
        rows=[
            MarkRow(
                course,
                step,
                step.mark,
                weights.get(step.activity.id),
                corrections[step.activity.id],
            )
            for course, step in steps
            if step.activity.is_graded
        ],
        tests=[
            MarkRow(course, step, _best(step), None)
            for course, step in steps
            if not step.activity.is_graded and _best(step) is not None
        ],
        mean=None if figures.mean_mark is None else rounded(figures.mean_mark),
        requirements=requirements(completion.rule_of(enrollment.batch), figures),
    )


def _steps(read: learning.Learning) -> Iterator[tuple[str, Step]]:
    """Return the steps with the titles of their courses; "" where one is no longer taught."""
    for course in read.courses:
        yield from ((course.outline.title, step) for step in course.steps)
    yield from (("", step) for step in read.elsewhere)


def _best(step: Step) -> Decimal | None:
    return max((mark for mark in step.attempts if mark is not None), default=None)
