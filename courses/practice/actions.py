"""Practising: one answer at a time, saved at once."""

import datetime as dt
import hashlib
import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.people.models import User
from courses.acts import locks
from courses.acts.actions import at_work
from courses.acts.device import counted, plausible
from courses.acts.kinds import ActKind
from courses.models import AttemptAnswer, Enrollment, PracticeCard, PracticeReview
from courses.practice import queries, rules
from courses.practice.queries import Practice
from courses.practice.rules import Seen
from courses.quizzes.rules import marking
from courses.quizzes.rules.answers import fitting


class QuestionGone(Refused):
    message = _("This question is not asked any more. Here is another one.")


class QuestionChanged(Refused):
    message = _(
        "This question was changed while you were looking at it, so your answer was not counted. "
        "Here it is as it reads now."
    )


class AnsweredElsewhere(Refused):
    message = _(
        "You have answered this question already, on another page or device. That answer counts; "
        "this one was not needed."
    )


class NothingAnswered(Refused):
    message = _("Give an answer first, or say that you do not remember.")


def fingerprint(row: AttemptAnswer) -> str:
    """Return what tells a changed question; the order of what is chosen from is no change."""
    question = dict(row.question)
    for shuffled in {"options", "answers"} & question.keys():
        question[shuffled] = sorted(question[shuffled], key=json.dumps)
    text = json.dumps(question, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def answer(
    *,
    user: User,
    question_id: UUID,
    given: dict[str, Any] | None,
    seen: Seen,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> PracticeCard:
    """Keep one answer and let the question come back when it is about to be forgotten.

    `given` is what the form sent; None: the person does not remember. Sent twice it is one
    answer. Raises QuestionGone, QuestionChanged, AnsweredElsewhere, NothingAnswered,
    SentDifferently or SeatNotActive.
    """
    practice = queries.practice_of(user)
    source = practice.sources.get(question_id)
    if source is None:
        raise QuestionGone
    with transaction.atomic():
        # All seats show the day on which practice waits; in their order, before one of them.
        locks.enrollments(practice.seats)
        with at_work(
            source.seat,
            kind=ActKind.PRACTISE,
            client_id=client_id,
            content=[question_id, given],
            happened_at=happened_at,
        ) as visit:
            if visit.is_repeated:
                return visit.earlier(PracticeCard)
            visit.admit()
            # Of whom the seat is: by now it may belong to another account of the person.
            person = visit.enrollment.user
            card = PracticeCard.objects.filter(user=person, question_id=question_id).first()
            if (card.answer_count if card else 0) != seen.answer_count:
                raise AnsweredElsewhere
            row = _marked(question_id, given, seen)
            card = _keep(
                card or PracticeCard(user=person, question_id=question_id), row, happened_at
            )
            _note_next(practice, person)
            return visit.gives(card)


def _marked(question_id: UUID, given: dict[str, Any] | None, seen: Seen) -> AttemptAnswer:
    row = queries.question_now(question_id)
    if row is None:
        raise QuestionGone
    if fingerprint(row) != seen.question:
        raise QuestionChanged
    row.answer = fitting(row.question, given) if given is not None else {}
    if given is not None and not row.answer:
        raise NothingAnswered
    row.share = marking.share(row.question["kind"], row.key, row.answer) == 1
    return row


def _keep(card: PracticeCard, row: AttemptAnswer, happened_at: dt.datetime | None) -> PracticeCard:
    now = timezone.now()
    was_right = bool(row.share)
    before = queries.memory_of(card) if card.pk else None
    memory = rules.after(
        before, on=timezone.localdate(counted(happened_at, now)), is_right=was_right
    )
    card.stability, card.difficulty = memory.stability, memory.difficulty
    card.answered_on, card.due_on = memory.on, memory.due_on
    card.answer_count += 1
    card.wrong_count += not was_right
    card.asked = {
        "question": row.question,
        "key": row.key,
        "answer": row.answer,
        "share": int(was_right),
        "points": row.points,
    }
    card.save()
    PracticeReview.objects.create(
        card=card,
        user=card.user,
        on=memory.on,
        was_right=was_right,
        happened_at=plausible(happened_at, now),
        received_at=now,
    )
    return card


def _note_next(practice: Practice, person: User) -> None:
    """Keep with the seats from which day on something waits: the home reads it there.

    Read under their lock: another answer may have come since the question was shown.
    """
    seats = Enrollment.objects.filter(pk__in=[seat.pk for seat in practice.seats])
    seats.update(practice_on=queries.next_day(practice, person))
