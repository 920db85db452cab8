"""What people have practised since: some each day that they have a phone, many never."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from academy.demo.load.answers import Asked, answer
from academy.demo.load.base import Clock, create, update
from academy.demo.load.cast import PARTICIPANT
from academy.demo.load.learning import DatedActivity, Record
from academy.demo.load.persona import Persona
from academy.demo.seeds import rng
from cms.models import QuizKind, QuizPage, QuizQuestion
from courses.models import Batch, Enrollment, PracticeCard, PracticeReview
from courses.practice import rules
from courses.practice.rules import Memory

WEEKS = 4
# Who gets a phone in the evening practises then.
HOUR = 20


@dataclass(slots=True)
class Practised:
    """Rows to be written."""

    cards: list[PracticeCard] = field(default_factory=list)
    reviews: list[PracticeReview] = field(default_factory=list)
    seats: list[Enrollment] = field(default_factory=list)


type Bank = dict[int, dict[UUID, Asked]]


def load_practice(
    clock: Clock,
    batch: Batch,
    seats: list[tuple[Enrollment, int, Persona]],
    record: Record,
    steps: list[DatedActivity],
) -> None:
    """Write what the people in `seats` have practised of the quizzes that they have passed."""
    bank = _bank(steps)
    passed: dict[int, dict[int, dt.date]] = defaultdict(dict)
    for attempt in record.attempts:
        if attempt.has_passed and attempt.quiz_id in bank and attempt.submitted_at:
            passed[attempt.enrollment_id][attempt.quiz_id] = attempt.submitted_at.date()
    practised = Practised()
    for enrollment, number, persona in seats:
        chance = rng("practice", batch.number, number)
        is_keen = chance.random() < 0.2 and persona.fate in {"on_the_way", "completes"}
        if passed[enrollment.pk] and (is_keen or number == PARTICIPANT):
            _practise(clock, practised, bank, enrollment, passed[enrollment.pk], chance, persona)
    create(practised.cards)
    for review in practised.reviews:
        # Its card has a key only now.
        review.card = review.card
    create(practised.reviews)
    update(practised.seats, ["practice_on"])


def _bank(steps: list[DatedActivity]) -> Bank:
    """Return the questions of the quizzes of modules, but for those that a test asks too."""
    asked = {step.page.pk: step.asked for step in steps if isinstance(step.page, QuizPage)}
    rows = QuizQuestion.objects.filter(page__in=list(asked), question__live=True)
    ids: dict[int, list[UUID]] = defaultdict(list)
    for quiz_id, question_id in rows.order_by("page", "sort_order").values_list(
        "page_id", "question__question_id"
    ):
        ids[quiz_id].append(question_id)
    count = Counter(one for of_quiz in ids.values() for one in of_quiz)
    return {
        step.page.pk: {
            question_id: one
            for question_id, one in zip(ids[step.page.pk], step.asked, strict=True)
            if count[question_id] == 1
        }
        for step in steps
        if isinstance(step.page, QuizPage) and step.page.kind == QuizKind.QUIZ
    }


def _practise(
    clock: Clock,
    practised: Practised,
    bank: Bank,
    enrollment: Enrollment,
    passed: dict[int, dt.date],
    chance: Random,
    persona: Persona,
) -> None:
    memories: dict[UUID, Memory] = {}
    cards: dict[UUID, PracticeCard] = {}
    asked: dict[UUID, Asked] = {}
    for ago in range(-7 * WEEKS, 0):
        on = clock.day(ago)
        asked = {
            question_id: one
            for quiz_id, questions in bank.items()
            if passed.get(quiz_id, on) < on
            for question_id, one in questions.items()
        }
        if chance.random() > 0.2 + persona.diligence / 2:
            continue
        for minute, one in enumerate(rules.chosen(memories, asked, on=on, count=rules.A_DAY)):
            known = rules.remembered(memories[one], on=on) if one in memories else 0.9
            is_right = chance.random() < persona.skill * known
            memories[one] = rules.after(memories.get(one), on=on, is_right=is_right)
            card = cards.setdefault(one, PracticeCard(user_id=enrollment.user_id, question_id=one))
            _keep(card, memories[one], asked[one], is_right=is_right, chance=chance)
            at = clock.at(ago, HOUR, 10 + minute)
            practised.reviews.append(
                PracticeReview(
                    card=card, user_id=enrollment.user_id, on=on, was_right=is_right,
                    happened_at=at, received_at=at,
                )
            )  # fmt: skip
    if not cards:
        return
    today = clock.date
    waits = rules.chosen(memories, asked, on=today, count=rules.A_DAY)
    enrollment.practice_on = today if waits else rules.next_day(memories, asked, after=today)
    practised.seats.append(enrollment)
    practised.cards += cards.values()


def _keep(
    card: PracticeCard, memory: Memory, asked: Asked, *, is_right: bool, chance: Random
) -> None:
    card.stability, card.difficulty = memory.stability, memory.difficulty
    card.answered_on, card.due_on = memory.on, memory.due_on
    card.answer_count += 1
    card.wrong_count += not is_right
    card.asked = {
        "question": asked.question,
        "key": asked.key,
        "answer": answer(chance, asked, right=is_right),
        "share": int(is_right),
        "points": asked.points,
    }
