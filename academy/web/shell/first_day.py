"""What an academy needs before its first batch: a list on its manager's start page.

Each app says in its `registrations.py` what it needs: `first_day.add(Step(…))`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.functional import Promise

# What is done is seldom undone, and asked for at each visit to the start page.
REMEMBERED_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do once; `address` gives the page where it is done.

    `is_done` asks the database or the folder of keys. Steps stand in the order of `position`.
    """

    name: str
    label: str | Promise
    text: str | Promise
    address: Callable[[], str]
    position: int
    is_done: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The steps, each with whether it is done."""

    steps: list[tuple[Step, bool]]

    @property
    def done_count(self) -> int:
        return sum(done for _step, done in self.steps)


_STEPS: list[Step] = []


def add(*steps: Step) -> None:
    """Add what an app needs; called when the academy starts."""
    _STEPS.extend(steps)
    _STEPS.sort(key=lambda step: step.position)


def first_day() -> FirstDay | None:
    """Return the list, or None once all is done."""
    keys = {step.name: f"first_day_{step.name}" for step in _STEPS}
    known = cache.get_many(keys.values())
    done = {step.name: keys[step.name] in known or step.is_done() for step in _STEPS}
    new = {
        keys[name]: True for name, is_done in done.items() if is_done and keys[name] not in known
    }
    if new:
        cache.set_many(new, REMEMBERED_SECONDS)
    if all(done.values()):
        return None
    return FirstDay([(step, done[step.name]) for step in _STEPS])
