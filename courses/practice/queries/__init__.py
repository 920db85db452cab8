"""What one person can practise today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from academy.people.models import User
from cms.models import Question, QuestionTag, QuizDraw, QuizKind, QuizQuestion
from cms.outline import COURSE_PATH
from courses.acts.queries import Allowance
from courses.completion.plan import for_plans, plan_of, with_plans
from courses.completion.queries import Records
from courses.learning.queries import way
from courses.learning.queries.steps import ModulePart, Place
from courses.learning.rules.revealing import Revealed, Settings
from courses.models import (
    AttemptAnswer,
    AttemptState,
    Completion,
    Enrollment,
    Extension,
    Mark,
    PracticeCard,
    PracticeReview,
    QuizAttempt,
)
from courses.models.seats.enrollment import TAKING_PART
from courses.practice import rules
from courses.practice.rules import Memory, Tried
from courses.quizzes.queries.attempts import frozen
from courses.quizzes.queries.shown import AskedQuestion, MarkedQuestion, asked_in, marked_in


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question was learnt: the seat, and the module with its lessons."""

    seat: Enrollment
    module: ModulePart


@dataclass(frozen=True, slots=True)
class Practice:
    """One person on one day: `sources` has what may be asked, in the order of the courses.

    `answers` counts by day what was practised in this week.
    """

    seats: list[Enrollment]
    on: dt.date
    sources: dict[UUID, Source]
    memories: dict[UUID, Memory] = field(default_factory=dict)
    # How often each was answered: the page says which answer it waited for.
    counts: dict[UUID, int] = field(default_factory=dict)
    answers: dict[dt.date, int] = field(default_factory=dict)

    @property
    def done_today(self) -> int:
        return self.answers.get(self.on, 0)

    @property
    def left(self) -> int:
        """How many of today's five are still to come."""
        return max(0, rules.A_DAY - self.done_today)

    @property
    def following(self) -> list[UUID]:
        """The questions that still come today, the next one first."""
        return rules.chosen(self.memories, self.sources, on=self.on, count=self.left)

    @property
    def next_on(self) -> dt.date | None:
        """The day from which something waits; None: there is nothing to practise."""
        if self.following:
            return self.on
        return rules.next_day(self.memories, self.sources, after=self.on)

    @property
    def week(self) -> list[tuple[dt.date, bool]]:
        """The seven days of this week, Monday first, each with whether something was practised."""
        days = (monday_of(self.on) + dt.timedelta(days=number) for number in range(7))
        return [(day, bool(self.answers.get(day))) for day in days]

    @property
    def day_count(self) -> int:
        """On how many days of this week something was practised."""
        return sum(was for _day, was in self.week)


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def practice_of(user: User) -> Practice:
    """Return what `user` can practise today; the same number of queries for any number of
    seats, modules and questions."""
    on = timezone.localdate()
    own = Enrollment.objects.of_participant(user).filter(state__in=TAKING_PART)
    seats = with_plans(for_plans(own), user)
    sources = _sources(seats)
    return _remembered(Practice(seats=seats, on=on, sources=sources), user)


def _remembered(practice: Practice, user: User) -> Practice:
    own = PracticeCard.objects.filter(user=user, question_id__in=list(practice.sources))
    cards = list(own.defer("asked"))
    return replace(
        practice,
        memories={card.question_id: memory_of(card) for card in cards},
        counts={card.question_id: card.answer_count for card in cards},
        answers=_answers(user, since=monday_of(practice.on)),
    )


def next_day(practice: Practice, user: User) -> dt.date | None:
    """Return from which day on something of `practice` waits, by what `user` has answered now."""
    return _remembered(practice, user).next_on


def _answers(user: User, since: dt.date) -> dict[dt.date, int]:
    rows = PracticeReview.objects.filter(user=user, on__gte=since).order_by()
    return dict(rows.values("on").annotate(count=Count("pk")).values_list("on", "count"))


def memory_of(card: PracticeCard) -> Memory:
    return Memory(card.stability, card.difficulty, card.answered_on, card.due_on)


def _sources(seats: list[Enrollment]) -> dict[UUID, Source]:
    """Return what may be asked. What some quiz of the person still hides keeps its key closed."""
    done = _done(seats)
    quizzes = [(seat, place) for seat in seats for place in _quizzes(seat, set(done[seat.pk]))]
    asked = _questions([place.step.activity.id for _seat, place in quizzes])
    tried, granted, now = _tried(seats), _granted(seats), timezone.now()
    found: dict[UUID, Source] = {}
    closed: set[UUID] = set()
    for seat, place in quizzes:
        quiz_id = place.step.activity.id
        attempts = tried.get((seat.pk, quiz_id), Tried())
        if done[seat.pk].get(quiz_id):
            attempts = replace(attempts, has_passed=True)
        own = granted.get((seat.pk, quiz_id), Allowance())
        for question_id, settings, allowed in asked[quiz_id]:
            if rules.is_closed(
                attempts,
                settings,
                allowed=allowed and allowed + own.attempts,
                has_closed=place.module.times.extended(own.until).is_closed(now),
            ):
                closed.add(question_id)
            elif _is_learnt(attempts, settings) or is_finished(place.module):
                found.setdefault(question_id, Source(seat, place.module))
    return {question: source for question, source in found.items() if question not in closed}


def _is_learnt(attempts: Tried, settings: Settings) -> bool:
    return attempts.has_passed and settings.kind != QuizKind.PRE_TEST


def _granted(seats: list[Enrollment]) -> dict[tuple[int, int], Allowance]:
    rows = Extension.objects.standing().filter(enrollment__in=[seat.pk for seat in seats])
    return {
        (row["enrollment"], row["activity"]): Allowance(
            row["until"], row["attempts"], row["minutes"]
        )
        for row in rows.totals()
    }


def is_finished(module: ModulePart) -> bool:
    """Whether all that is asked of the person in `module` is done; of an extra one, all of it."""
    steps = module.counting or module.steps
    return bool(steps) and all(step.is_done for step in steps)


def _done(seats: list[Enrollment]) -> dict[int, dict[int, bool]]:
    """Return what is done by seat, each with whether its mark passes a quiz, as one that was set
    right does."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    passing = Mark.objects.filter(
        enrollment=OuterRef("enrollment"),
        activity=OuterRef("activity"),
        value__gte=F("activity__quizpage__pass_mark"),
    )
    rows = Completion.objects.filter(enrollment__in=[seat.pk for seat in seats])
    for seat_id, activity_id, has_passed in rows.annotate(has_passed=Exists(passing)).values_list(
        "enrollment_id", "activity_id", "has_passed"
    ):
        found[seat_id][activity_id] = has_passed
    return found


def _quizzes(seat: Enrollment, done: set[int]) -> Iterator[Place]:
    # What is no longer taught is left out: the way would look for it in a query of its own.
    taught = {one.id for outline in plan_of(seat.batch).outlines for one in outline.activities}
    read = way.read(seat, records=Records(done=done & taught))
    return (place for place in read.places() if place.step.activity.kind == "quiz")


_QUIZ = ("kind", "shows_mark", "shows_right", "shows_key", "shows_explanation", "max_attempts")
_OF_PAGE = ("page_id", *(f"page__{name}" for name in _QUIZ))


def _questions(quiz_ids: list[int]) -> dict[int, list[tuple[UUID, Settings, int]]]:
    """Return the published questions of quizzes, also those that may be drawn: id, what the
    quiz shows when, attempts allowed."""
    found: dict[int, list[tuple[UUID, Settings, int]]] = defaultdict(list)
    rows = QuizQuestion.objects.filter(page__in=quiz_ids, question__live=True)
    for question_id, quiz_id, *shows, allowed in rows.order_by("sort_order", "pk").values_list(
        "question__question_id", *_OF_PAGE
    ):
        found[quiz_id].append((question_id, Settings(*shows), allowed))
    for question_id, quiz_id, *shows, allowed in _drawable(quiz_ids):
        found[quiz_id].append((question_id, Settings(*shows), allowed))
    return found


def _drawable(quiz_ids: list[int]) -> list[tuple[Any, ...]]:
    """Return the rows of what may be drawn, in two queries; in one where nothing is drawn."""
    draws = list(
        QuizDraw.objects.filter(page__in=quiz_ids).values_list("tag", "page__path", *_OF_PAGE)
    )
    if not draws:
        return []
    tagged = QuestionTag.objects.filter(
        content_object__live=True,
        content_object__course__path__in={path[:COURSE_PATH] for _tag, path, *_quiz in draws},
    )
    pools: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for name, path, question_id in tagged.order_by("content_object_id").values_list(
        "tag__name", "content_object__course__path", "content_object__question_id"
    ):
        pools[path, name.casefold()].append(question_id)
    return [
        (question_id, *quiz)
        for tag, path, *quiz in draws
        for question_id in pools[path[:COURSE_PATH], tag.strip().casefold()]
    ]


def _tried(seats: list[Enrollment]) -> dict[tuple[int, int], Tried]:
    rows = QuizAttempt.objects.filter(enrollment__in=[seat.pk for seat in seats]).order_by()
    return {
        (row["enrollment_id"], row["quiz_id"]): Tried(
            row["count"], has_passed=bool(row["passed"]), has_open=bool(row["open"])
        )
        for row in rows.values("enrollment_id", "quiz_id").annotate(
            count=Count("pk"),
            passed=Count("pk", filter=Q(has_passed=True)),
            open=Count("pk", filter=Q(state=AttemptState.OPEN)),
        )
    }


def question_now(question_id: UUID, position: int = 1) -> AttemptAnswer | None:
    """Return the question as it reads now, as an answer waiting to be given; None: it is gone.

    The row is not stored. It has the key: show it by `shown` alone.
    """
    found = Question.objects.filter(question_id=question_id, live=True)
    question = (
        found.select_related("picture", "feedback_picture")
        .prefetch_related("options__picture")
        .first()
    )
    if question is None:
        return None
    now = frozen(question)
    return AttemptAnswer(
        position=position, points=now.points, question=now.question, key=now.key, answer={}
    )


def shown(row: AttemptAnswer) -> AskedQuestion:
    """Return a question as it may be shown before it is answered: without its key."""
    [found] = asked_in([row])
    return found


def answered(card: PracticeCard, position: int, source: Source | None) -> MarkedQuestion:
    """Return the last question and answer of a card; the key, and where it stands, of one that
    may be practised now."""
    row = AttemptAnswer(position=position, **card.asked)
    lessons = source.module.lessons if source else ()
    [found] = marked_in([row], Revealed.whole(source is not None), lessons)
    return found
