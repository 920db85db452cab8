"""Taking a quiz: begin, answer, hand in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from cms.models import QuizPage
from courses.acts import locks
from courses.acts.actions import Visit, at_work, check_time
from courses.acts.device import counted, plausible
from courses.acts.kinds import ActKind
from courses.acts.queries import times_of
from courses.acts.rules import ModuleTime
from courses.models import AttemptAnswer, AttemptState, Enrollment, QuizAttempt
from courses.quizzes.actions.handing_in import hand_in, hand_in_what_is_over
from courses.quizzes.queries.attempts import freeze, pictures_of, time_limit_of, tries
from courses.quizzes.rules.answers import Answer, canonical, fitting, is_unread
from courses.quizzes.rules.timing import answered_at, is_in_time


class NoAttemptsLeft(Refused):
    message = _("You have used all attempts at this quiz. Your mark stands; go on learning.")


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
    _hand_in_former(enrollment, quiz)
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
        attempt = earlier.open
        if attempt is None:
            visit.admit_to(quiz)
            if earlier.left == 0:
                raise NoAttemptsLeft
            attempt = _begin(visit, quiz, number=len(earlier.attempts) + 1)
        return visit.gives(attempt)


def _hand_in_former(enrollment: Enrollment, quiz: QuizPage) -> None:
    """In a transaction of its own: what is refused afterwards does not undo it."""
    mine = QuizAttempt.objects.filter(enrollment=enrollment, quiz=quiz)
    over = mine.overdue(timezone.now()).select_related("enrollment").first()
    if over is not None:
        hand_in_what_is_over(over)


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

    Raises AttemptHandedIn, SeatNotActive, ModuleNotOpen, ModuleClosed or TimeIsOver; what was
    given in time, or saved before, stays.
    """
    answers = list(answers)
    with at_work(attempt.enrollment) as visit:
        attempt = locks.attempt(attempt)
        if attempt.state != AttemptState.OPEN:
            raise AttemptHandedIn
        visit.admit()
        times = _times(visit.enrollment, attempt)
        check_time(times, min(_moments(answers), default=None))
        in_time = _in_time(attempt, times, answers)
        saved = _keep(attempt, in_time)
    # After the commit: those that came in time are kept.
    if len(in_time) < len(answers):
        check_time(times, max(_moments(answers), default=None))
        raise TimeIsOver
    return saved


def _times(enrollment: Enrollment, attempt: QuizAttempt) -> ModuleTime:
    return times_of(enrollment, attempt.quiz, attempt.quiz.get_parent().pk)


def _moments(answers: list[Answer]) -> list[dt.datetime]:
    now = timezone.now()
    return [counted(item.happened_at, now) for item in answers]


def _in_time(attempt: QuizAttempt, times: ModuleTime, answers: list[Answer]) -> list[Answer]:
    """Return those given before the time of the attempt was over and before the module closed."""
    now = timezone.now()
    return [
        answer
        for answer in answers
        if is_in_time(attempt.ends_at, _given_at(attempt, answer, now), now)
        and not times.is_closed(counted(answer.happened_at, now))
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


def _are_kept(attempt: QuizAttempt, answers: list[Answer]) -> bool:
    rows = {row.position: row for row in attempt.answers.all()}
    asked = [(rows[answer.position], answer) for answer in answers if answer.position in rows]
    return all(
        canonical(fitting(row.question, answer.value)) == canonical(row.answer)
        for row, answer in asked
    )


def submit_attempt(
    *,
    attempt: QuizAttempt,
    answers: Iterable[Answer] = (),
    happened_at: dt.datetime | None = None,
) -> QuizAttempt:
    """Mark the attempt with the answers saved and those sent along. Sent twice it is once.

    Answers sent along that were given after the module had closed do not count; others do, so
    that nobody is left with an open attempt. Raises SeatNotActive, and AttemptHandedIn where it
    was handed in without what is sent along now.
    """
    answers = list(answers)
    with at_work(attempt.enrollment, happened_at=happened_at) as visit:
        attempt = locks.attempt(attempt)
        if attempt.state != AttemptState.OPEN:
            if not _are_kept(attempt, answers):
                raise AttemptHandedIn
            return attempt
        visit.admit()
        _keep(attempt, _in_time(attempt, _times(visit.enrollment, attempt), answers))
        hand_in(visit.enrollment, attempt, happened_at, by=visit.enrollment.user)
    return attempt
