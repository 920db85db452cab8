"""What people have read, answered and got marks for, batch by batch."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor
from random import Random

from django.db import models

from academy.demo.load.answers import Asked, answer, asked_in, mark_of, rights
from academy.demo.load.base import Clock, create, stable_id, sure, update
from academy.demo.load.persona import Persona
from academy.demo.load.program import PLANS, modules_of, opening_days
from academy.demo.seeds import rng
from cms.models import ActivityPage, AssignmentPage, LessonPage, QuizKind, QuizPage
from courses.models import (
    AttemptAnswer,
    AttemptState,
    Batch,
    Completion,
    Enrollment,
    LessonPosition,
    Mark,
    QuizAttempt,
)

TRIES = 3


@dataclass(frozen=True, slots=True)
class DatedActivity:
    """An activity of the timetable: `opens` days from the day of loading, `place` in its module."""

    page: ActivityPage
    opens: float
    place: int
    asked: list[Asked]  # of a quiz


@dataclass(slots=True)
class Record:
    """Rows to be written."""

    completions: list[Completion] = field(default_factory=list)
    attempts: list[QuizAttempt] = field(default_factory=list)
    answers: list[tuple[QuizAttempt, Asked, bool]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    positions: list[LessonPosition] = field(default_factory=list)
    # Enrollment and assignment with the day on which the person comes to it.
    reached: list[tuple[Enrollment, AssignmentPage, float]] = field(default_factory=list)


def is_extra(page: ActivityPage) -> bool:
    """Whether `page` is an exercise that no batch asks for, and nobody in the story has done."""
    return isinstance(page, AssignmentPage) and page.takes_pairs


def timetable(batch: Batch) -> list[DatedActivity]:
    """All activities of the batch's courses in the order in which they are learnt."""
    plan = PLANS[batch.number - 1]
    courses = [
        item.course for item in batch.batch_courses.select_related("course").order_by("position")
    ]
    modules = modules_of(courses)
    steps = []
    for module, day in zip(modules, opening_days(plan, len(modules)), strict=True):
        pages = ActivityPage.objects.live().child_of(module).order_by("path").specific()
        for place, page in enumerate(page for page in pages if not is_extra(page)):
            steps.append(
                DatedActivity(
                    page, day, place, asked_in(page) if isinstance(page, QuizPage) else []
                )
            )
    return steps


def load_learning(
    clock: Clock,
    batch: Batch,
    steps: list[DatedActivity],
    seats: list[tuple[Enrollment, int, Persona]],
) -> Record:
    """Write what the people in `seats` (with their number and persona) did; return it."""
    record = Record()
    for enrollment, number, persona in seats:
        _live_through(
            clock, record, steps, enrollment, rng("learning", batch.number, number), persona
        )
    create(record.completions)
    create(record.attempts)
    create(record.marks)
    create(record.positions)
    create(_answer_rows(record))
    create(_picture_rows(record))
    seen = [enrollment for enrollment, _, persona in seats if persona.fate != "absent"]
    update(seen, ["first_seen_at", "last_seen_at"])
    return record


def _live_through(
    clock: Clock,
    record: Record,
    steps: list[DatedActivity],
    enrollment: Enrollment,
    chance: Random,
    persona: Persona,
) -> None:
    if persona.fate == "absent":
        return
    day = 0.0
    last: datetime | None = None
    for step in steps:
        lag = (
            (1 - persona.diligence) * chance.uniform(1, 11)
            if step.place == 0
            else chance.uniform(0.02, 0.7)
        )
        day = max(day + (lag if step.place else 0), step.opens + lag) if day else step.opens + lag
        if day > persona.stops_on or day > -0.05:
            if not (persona.fate == "completes" and day > persona.stops_on):
                _half_read(clock, record, enrollment, step, last)
                break
            day = persona.stops_on - 0.4
        # Between the hours of the pesantren, and never later than yesterday evening.
        hour, minute = chance.choice((4, 5, 13, 15, 16, 20)), chance.randrange(60)
        at = clock.at(floor(day), hour, minute)
        at = max(at, last + timedelta(minutes=6)) if last else at
        if isinstance(step.page, AssignmentPage):
            record.reached.append((enrollment, step.page, day))
            continue
        if not isinstance(step.page, QuizPage):
            # Who is in a hurry leaves a lesson out now and then.
            if persona.fate != "completes" and chance.random() < 0.06 * (1 - persona.diligence):
                continue
            _complete(record, enrollment, step.page, at)
        elif not _take(record, enrollment, step, chance, persona, at):
            day += 1.5
        enrollment.first_seen_at = enrollment.first_seen_at or at - timedelta(minutes=12)
        last = clock.past(at)
        enrollment.last_seen_at = last


def _half_read(
    clock: Clock, record: Record, enrollment: Enrollment, step: DatedActivity, last: datetime | None
) -> None:
    if last and isinstance(step.page, LessonPage):
        record.positions.append(
            LessonPosition(
                enrollment=enrollment,
                lesson=step.page,
                opened_at=clock.past(last + timedelta(hours=2)),
            )
        )


def _complete(record: Record, enrollment: Enrollment, page: ActivityPage, at: datetime) -> None:
    record.completions.append(
        Completion(
            enrollment_id=enrollment.pk,
            activity_id=page.pk,
            happened_at=at - timedelta(seconds=9),
            received_at=at,
        )
    )


def _take(
    record: Record,
    enrollment: Enrollment,
    step: DatedActivity,
    chance: Random,
    persona: Persona,
    at: datetime,
) -> bool:
    """Try a quiz until it is passed or the person gives up; say whether it counts as done."""
    quiz = step.page
    is_pre_test = quiz.kind == QuizKind.PRE_TEST
    allowed = quiz.max_attempts or TRIES
    best = None
    tried = []
    for number in range(1, allowed + 1):
        skill = (
            persona.skill * 0.6 if is_pre_test else min(0.99, persona.skill + 0.07 * (number - 1))
        )
        right = rights(chance, step.asked, skill, quiz.pass_mark)
        if persona.fate == "completes" and number == allowed and not is_pre_test:
            right = _enough(right, step.asked, float(quiz.pass_mark) + 4)
        mark = mark_of(step.asked, right)
        passed = mark >= quiz.pass_mark
        best = mark if best is None else max(best, mark)
        started = at + timedelta(minutes=11 * (number - 1))
        attempt = QuizAttempt(
            public_id=stable_id("attempt", enrollment.public_id, quiz.activity_id, number),
            enrollment=enrollment,
            quiz=quiz,
            number=number,
            state=AttemptState.MARKED,
            pass_mark=quiz.pass_mark,
            mark=mark,
            has_passed=passed,
            started_at=started,
            submitted_at=started + timedelta(minutes=5, seconds=chance.randrange(220)),
            happened_at=started + timedelta(minutes=5),
        )
        record.attempts.append(attempt)
        tried.append((attempt, right))
        if passed or (
            persona.fate != "completes" and chance.random() > 0.5 + persona.diligence / 2
        ):
            break
    record.answers += [
        (attempt, asked, is_right)
        for attempt, right in tried[max(0, len(tried) - persona.kept_attempts) :]
        for asked, is_right in zip(step.asked, right, strict=True)
    ]
    if quiz.is_graded:
        record.marks.append(
            Mark(
                enrollment=enrollment,
                activity=quiz,
                value=sure(best),
                given_at=sure(attempt.submitted_at),
            )
        )
    if passed or is_pre_test:
        _complete(record, enrollment, quiz, sure(attempt.submitted_at))
        return True
    return False


def _enough(right: list[bool], asked: list[Asked], wanted: float) -> list[bool]:
    """The last try of somebody who passes in the end."""
    right = right[:]
    for index, is_right in enumerate(right):
        if mark_of(asked, right) >= wanted:
            break
        if not is_right:
            right[index] = True
    return right


def _answer_rows(record: Record) -> Iterator[AttemptAnswer]:
    place: dict[int, int] = {}
    for attempt, asked, is_right in record.answers:
        position = place[attempt.pk] = place.get(attempt.pk, 0) + 1
        chance = rng("answer", attempt.public_id, position)
        yield AttemptAnswer(
            attempt=attempt,
            position=position,
            points=asked.points,
            question=asked.question,
            key=asked.key,
            bank_id=asked.bank_id,
            answer=answer(chance, asked, right=is_right),
            saved_at=sure(attempt.submitted_at) - timedelta(seconds=20),
            happened_at=sure(attempt.submitted_at) - timedelta(seconds=22),
            share=1 if is_right else 0,
        )


def _picture_rows(record: Record) -> Iterator[models.Model]:
    through = QuizAttempt.pictures.through
    for attempt, asked, _is_right in record.answers:
        for image in asked.pictures:
            yield through(quizattempt_id=attempt.pk, academyimage_id=image)
