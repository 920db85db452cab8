"""When a question comes back (FSRS-6 with its default parameters), and which five come today.

Pure: memories and days in, days out. A memory is counted in whole days, as the hours in which
phones are given out shift: what was practised on Monday evening may come back on Tuesday noon.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from fsrs import Card, Rating, Scheduler, State

from cms.models import QuizKind
from courses.learning.rules.revealing import Settings, Standing, revealed

A_DAY = 5
# Of the five, so many are questions never practised yet, where enough others have come back.
NEW_A_DAY = 1
# Without steps of minutes: what was wrong comes back on another day. Without chance: the same
# answers always give the same days.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_NOON = dt.time(12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a question is remembered, as of the day of its last answer."""

    stability: float
    difficulty: float
    on: dt.date
    due_on: dt.date


def after(memory: Memory | None, *, on: dt.date, is_right: bool) -> Memory:
    """Return the memory after an answer on a day; None: it is the first one."""
    card = _card(memory)
    on = on if memory is None else max(on, memory.on)
    rating = Rating.Good if is_right else Rating.Again
    reviewed, _log = _SCHEDULER.review_card(card, rating, _moment(on))
    # With at least one answer, FSRS has set both.
    return Memory(
        stability=reviewed.stability or 0.0,
        difficulty=reviewed.difficulty or 0.0,
        on=on,
        due_on=max(reviewed.due.date(), on + dt.timedelta(days=1)),
    )


def _card(memory: Memory | None) -> Card:
    if memory is None:
        return Card(card_id=0)
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=_moment(memory.on),
    )


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _NOON)


def remembered(memory: Memory, *, on: dt.date) -> float:
    """Return the share, 0 to 1, with which FSRS expects a right answer on a day."""
    return float(_SCHEDULER.get_card_retrievability(_card(memory), _moment(on)))


def chosen(
    memories: dict[UUID, Memory], questions: Iterable[UUID], *, on: dt.date, count: int
) -> list[UUID]:
    """Return which of `questions` (in the order of the courses) come next on a day.

    Those that are due, the best remembered first, and a new one at the end. Where more is due
    than five a day can hold, that saves the most: what is quite forgotten costs as many answers
    as a new one, and waits without losing more.
    """
    questions = list(questions)
    due = [one for one in questions if one in memories and memories[one].due_on <= on]
    due.sort(key=lambda one: remembered(memories[one], on=on), reverse=True)
    new = [one for one in questions if one not in memories]
    return _mixed(due, new, count)


def _mixed(due: Sequence[UUID], new: Sequence[UUID], count: int) -> list[UUID]:
    first = min(len(new), max(NEW_A_DAY, count - len(due)), count)
    return [*due[: count - first], *new[:first]]


def next_day(
    memories: dict[UUID, Memory], questions: Iterable[UUID], *, after: dt.date
) -> dt.date | None:
    """Return the first day after `after` on which something waits; None: never."""
    tomorrow = after + dt.timedelta(days=1)
    days = [memories[one].due_on if one in memories else tomorrow for one in questions]
    return max(tomorrow, min(days)) if days else None


@dataclass(frozen=True, slots=True)
class Tried:
    """The attempts of a seat at a quiz."""

    count: int = 0
    has_passed: bool = False
    has_open: bool = False


def is_closed(tried: Tried, settings: Settings, *, allowed: int, has_closed: bool) -> bool:
    """Whether a quiz keeps its keys: it may still earn a mark, or hides them by its settings.

    `allowed` 0: no limit; `has_closed`: its module takes no more work of this person.
    """
    standing = Standing(
        has_passed=tried.has_passed,
        is_used_up=bool(allowed) and tried.count >= allowed,
        has_open=tried.has_open,
        has_closed=has_closed,
    )
    is_graded = settings.kind != QuizKind.PRE_TEST
    earns = standing.may_earn_more if is_graded else standing.has_open
    return earns or not revealed(settings, standing).all


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page showed: the question as it read, and how often it had been answered."""

    question: str
    answer_count: int
