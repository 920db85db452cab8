"""Taking a quiz: begin, answer, hand in."""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.people.models import User
from cms.models import QuizPage
from courses.acts import locks
from courses.acts.actions import Visit, at_work, check_takes_work
from courses.acts.device import counted, plausible
from courses.acts.kinds import ActKind
from courses.acts.queries import times_of
from courses.completion import actions as completion
from courses.models import AttemptAnswer, AttemptState, Enrollment, QuizAttempt
from courses.quizzes.actions.counting import count_attempt
from courses.quizzes.queries.attempts import freeze, pictures_of, time_limit_of, tries
from courses.quizzes.rules import marking
from courses.quizzes.rules.answers import Answer, fitting, is_unread
from courses.quizzes.rules.remarking import HUNDREDTH, SHARE_STEP, decimal
from courses.quizzes.rules.timing import GRACE, answered_at, is_in_time

logger = logging.getLogger(__name__)


class NoAttemptsLeft(Refused):
    message = _("You have used all attempts at this quiz. Your best mark counts; go on learning.")


class QuizWithoutQuestions(Refused):
    message = _("This quiz has no questions yet. Go on with the next activity and come back.")


class AttemptHandedIn(Refused):
    message = _(
        "This quiz was handed in already, so its answers cannot be changed. The result is here."
    )


class TimeIsOver(Refused):
    message = _(
        "The time of this attempt is over: what was kept until then counts. Hand the quiz in to "
        "see the result."
    )


def start_attempt(
    *,
    enrollment: Enrollment,
    quiz: QuizPage,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> QuizAttempt:
    """Begin an attempt with the questions as they are now, or return the one that is open.

    Raises NoAttemptsLeft, QuizWithoutQuestions, SentDifferently and what `check_may_work`
    raises.
    """
    with at_work(
        enrollment,
        kind=ActKind.START_ATTEMPT,
        client_id=client_id,
        content=quiz.pk,
        happened_at=happened_at,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(QuizAttempt)
        earlier = tries(visit.enrollment, quiz)
        attempt = earlier.running
        if earlier.open is not None and attempt is None:
            _hand_in_by_clock(visit.enrollment, locks.attempt(earlier.open))
            earlier = tries(visit.enrollment, quiz)
        if attempt is None:
            visit.admit_to(quiz)
            if earlier.left == 0:
                raise NoAttemptsLeft
            attempt = _begin(visit, quiz, number=len(earlier.attempts) + 1)
        return visit.gives(attempt)


def _begin(visit: Visit, quiz: QuizPage, *, number: int) -> QuizAttempt:
    questions = freeze(quiz, visit.enrollment)
    if not questions:
        raise QuizWithoutQuestions
    now = timezone.now()
    attempt = QuizAttempt.objects.create(
        enrollment=visit.enrollment,
        quiz=quiz,
        number=number,
        pass_mark=quiz.pass_mark,
        started_at=now,
        ends_at=_end_of(visit.enrollment, quiz, now),
        happened_at=plausible(visit.happened_at, now),
    )
    AttemptAnswer.objects.bulk_create(
        AttemptAnswer(
            attempt=attempt,
            position=position,
            points=item.points,
            question=item.question,
            key=item.key,
            bank_id=item.bank_id,
        )
        for position, item in enumerate(questions, start=1)
    )
    attempt.pictures.set(pictures_of(item.question for item in questions))
    return attempt


def _end_of(enrollment: Enrollment, quiz: QuizPage, begun_at: dt.datetime) -> dt.datetime | None:
    minutes = time_limit_of(enrollment, quiz)
    return begun_at + dt.timedelta(minutes=minutes) if minutes else None


@dataclass(frozen=True, slots=True)
class Saved:
    """When answers were kept, and whether one of them says no figure where one is asked for."""

    at: dt.datetime
    has_unread: bool


def save_answers(*, attempt: QuizAttempt, answers: Iterable[Answer]) -> Saved:
    """Keep answers as given. The newer of two for one question stays.

    Raises AttemptHandedIn, SeatNotActive, ModuleClosed or TimeIsOver; what was saved before
    stays.
    """
    answers = list(answers)
    with at_work(attempt.enrollment) as visit:
        attempt = locks.attempt(attempt)
        if attempt.state != AttemptState.OPEN:
            raise AttemptHandedIn
        visit.admit()
        latest = max((item.happened_at for item in answers if item.happened_at), default=None)
        check_takes_work(visit.enrollment, attempt.quiz, latest)
        in_time = _in_time(attempt, answers)
        saved = _keep(attempt, in_time)
    # After the commit: those that came in time are kept.
    if len(in_time) < len(answers):
        raise TimeIsOver
    return saved


def _in_time(attempt: QuizAttempt, answers: list[Answer]) -> list[Answer]:
    now = timezone.now()
    return [
        answer
        for answer in answers
        if is_in_time(attempt.ends_at, _given_at(attempt, answer, now), now)
    ]


def _given_at(attempt: QuizAttempt, answer: Answer, now: dt.datetime) -> dt.datetime:
    return answered_at(answer.happened_at, now, started_at=attempt.started_at)


def _keep(attempt: QuizAttempt, answers: list[Answer]) -> Saved:
    now = timezone.now()
    rows = {row.position: row for row in attempt.answers.all()}
    changed = []
    for answer in answers:
        row = rows.get(answer.position)
        at = _given_at(attempt, answer, now)
        if row is None or (row.happened_at is not None and row.happened_at > at):
            continue
        row.answer = fitting(row.question, answer.value)
        row.saved_at = now
        # Dated by us where the device's clock is wrong: such answers count as they come in.
        row.happened_at = at if answer.happened_at in (None, at) else None
        changed.append(row)
    AttemptAnswer.objects.bulk_update(changed, ["answer", "saved_at", "happened_at"])
    unread = [is_unread(row.question, row.answer) for row in changed]
    return Saved(now, has_unread=any(unread))


def submit_attempt(
    *,
    attempt: QuizAttempt,
    answers: Iterable[Answer] = (),
    happened_at: dt.datetime | None = None,
) -> QuizAttempt:
    """Mark the attempt with the answers saved and those sent along. Sent twice it is once.

    After the module has closed, answers sent along no longer count; saved ones do, so that
    nobody is left with an open attempt. Raises SeatNotActive.
    """
    with at_work(attempt.enrollment, happened_at=happened_at) as visit:
        attempt = locks.attempt(attempt)
        if attempt.state != AttemptState.OPEN:
            return attempt
        visit.admit()
        _keep_if_open(visit.enrollment, attempt, _in_time(attempt, list(answers)), happened_at)
        _count(visit.enrollment, attempt, happened_at, by=visit.enrollment.user)
    return attempt


def _count(
    enrollment: Enrollment,
    attempt: QuizAttempt,
    happened_at: dt.datetime | None,
    *,
    by: User | None,
) -> None:
    _mark(attempt, happened_at)
    count_attempt(enrollment, attempt, by=by)
    completion.refresh(enrollment)


def _hand_in_by_clock(enrollment: Enrollment, attempt: QuizAttempt) -> None:
    attempt.by_clock = True
    _count(enrollment, attempt, None, by=None)


def hand_in_overdue() -> int:
    """Hand in the attempts whose time, and the grace for a lost connection, are over.

    What was kept counts, also of who has lost the seat since: that changes nothing for others.
    Return how many.
    """
    overdue = QuizAttempt.objects.overdue(timezone.now() - GRACE).select_related("enrollment")
    return sum(_hand_in_alone(attempt) for attempt in overdue.order_by("enrollment", "pk"))


def _hand_in_alone(found: QuizAttempt) -> bool:
    """Hand one in; what goes wrong with it holds up nobody else."""
    try:
        return _hand_in_if_open(found)
    except Exception:
        logger.exception("attempt %s was not handed in by the clock", found.pk)
        return False


def _hand_in_if_open(found: QuizAttempt) -> bool:
    with transaction.atomic():
        enrollment = locks.enrollment(found.enrollment)
        attempt = locks.attempt(found)
        # More minutes may have been granted, or it was handed in meanwhile.
        if attempt.state != AttemptState.OPEN or not attempt.is_over:
            return False
        _hand_in_by_clock(enrollment, attempt)
    return True


def _keep_if_open(
    enrollment: Enrollment,
    attempt: QuizAttempt,
    answers: list[Answer],
    happened_at: dt.datetime | None,
) -> None:
    times = times_of(enrollment, attempt.quiz, attempt.quiz.get_parent().pk)
    if not times.is_closed(counted(happened_at, timezone.now())):
        _keep(attempt, answers)


def _mark(attempt: QuizAttempt, happened_at: dt.datetime | None) -> None:
    rows = list(attempt.answers.all())
    earned = Fraction(0)
    for row in rows:
        share = marking.share(row.question["kind"], row.key, row.answer)
        earned += share * row.points
        row.share = decimal(share, SHARE_STEP)
    AttemptAnswer.objects.bulk_update(rows, ["share"])
    attempt.pictures.add(*pictures_of(row.key["said"] for row in rows))
    # Compared before it is rounded: 69.999 is not 70.
    mark = 100 * earned / sum(row.points for row in rows)
    now = timezone.now()
    attempt.mark = decimal(mark, HUNDREDTH)
    attempt.has_passed = mark >= Fraction(attempt.pass_mark)
    attempt.state = AttemptState.MARKED
    attempt.submitted_at = now
    attempt.happened_at = plausible(happened_at, now)
    attempt.save(
        update_fields=[
            "mark", "has_passed", "state", "submitted_at", "happened_at", "by_clock"
        ]
    )  # fmt: skip
