"""Taking a quiz: begin, answer, hand in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from cms.models import QuizKind, QuizPage
from courses.acts import locks
from courses.acts import rules as learn
from courses.acts.actions import Visit, at_work, check_module_takes_work
from courses.acts.device import counted, plausible
from courses.acts.kinds import ActKind
from courses.completion import actions as completion
from courses.learning.actions import complete
from courses.models import (
    AttemptAnswer,
    AttemptState,
    Completion,
    Enrollment,
    Mark,
    MarkCorrection,
    QuizAttempt,
)
from courses.models.verbs import CourseVerb
from courses.quizzes.queries.attempts import freeze, pictures_of, tries
from courses.quizzes.rules import marking
from courses.quizzes.rules.answers import Answer, fitting, is_unread
from courses.quizzes.rules.remarking import HUNDREDTH, SHARE_STEP, decimal


class NoAttemptsLeft(Refused):
    message = _("You have used all attempts at this quiz. Your best mark counts; go on learning.")


class QuizWithoutQuestions(Refused):
    message = _("This quiz has no questions yet. Go on with the next activity and come back.")


class AttemptHandedIn(Refused):
    message = _(
        "This quiz was handed in already, so its answers cannot be changed. The result is here."
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
        attempt = earlier.open
        if attempt is None:
            visit.admit_to(quiz)
            if earlier.left == 0:
                raise NoAttemptsLeft
            attempt = _begin(visit, quiz, number=len(earlier.attempts) + 1)
        return visit.gives(attempt)


def _begin(visit: Visit, quiz: QuizPage, *, number: int) -> QuizAttempt:
    questions = freeze(quiz)
    if not questions:
        raise QuizWithoutQuestions
    now = timezone.now()
    attempt = QuizAttempt.objects.create(
        enrollment=visit.enrollment,
        quiz=quiz,
        number=number,
        pass_mark=quiz.pass_mark,
        started_at=now,
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


@dataclass(frozen=True, slots=True)
class Saved:
    """When answers were kept, and whether one of them says no figure where one is asked for."""

    at: dt.datetime
    has_unread: bool


def save_answers(*, attempt: QuizAttempt, answers: Iterable[Answer]) -> Saved:
    """Keep answers as given. The newer of two for one question stays.

    Raises AttemptHandedIn, SeatNotActive or ModuleClosed; what was saved before stays.
    """
    answers = list(answers)
    with at_work(attempt.enrollment) as visit:
        attempt = locks.attempt(attempt)
        if attempt.state != AttemptState.OPEN:
            raise AttemptHandedIn
        visit.admit()
        latest = max((item.happened_at for item in answers if item.happened_at), default=None)
        check_module_takes_work(visit.enrollment, attempt.quiz.get_parent().pk, latest)
        return _keep(attempt, answers)


def _keep(attempt: QuizAttempt, answers: list[Answer]) -> Saved:
    now = timezone.now()
    rows = {row.position: row for row in attempt.answers.all()}
    changed = []
    for answer in answers:
        row = rows.get(answer.position)
        at = counted(answer.happened_at, now)
        if row is None or (row.happened_at is not None and row.happened_at > at):
            continue
        row.answer = fitting(row.question, answer.value)
        row.saved_at = now
        row.happened_at = at
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
        _keep_if_open(visit.enrollment, attempt, list(answers), happened_at)
        _mark(attempt, happened_at)
        count_attempt(visit.enrollment, attempt)
        completion.refresh(visit.enrollment)
    return attempt


def _keep_if_open(
    enrollment: Enrollment,
    attempt: QuizAttempt,
    answers: list[Answer],
    happened_at: dt.datetime | None,
) -> None:
    schedule = enrollment.batch.module_schedules.filter(module=attempt.quiz.get_parent().pk).first()
    times = learn.module_time(enrollment.batch, schedule)
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
    attempt.save(update_fields=["mark", "has_passed", "state", "submitted_at", "happened_at"])


def count_attempt(enrollment: Enrollment, attempt: QuizAttempt) -> None:
    """Let the best attempt count; done when passed, taken (pre-test), or out of attempts."""
    quiz = attempt.quiz
    made = tries(enrollment, quiz)
    if made.has_passed or made.left == 0 or quiz.kind == QuizKind.PRE_TEST:
        complete(enrollment=enrollment, activity=quiz, happened_at=attempt.happened_at)
    best = made.best
    if quiz.is_graded and best is not None and best.mark is not None:
        _keep_mark(enrollment, attempt, _counting(enrollment, attempt, best.mark))


def _counting(enrollment: Enrollment, attempt: QuizAttempt, best: Decimal) -> Decimal:
    """Return the best mark; of a corrected one and this attempt, where earlier ones were wrong."""
    of_quiz = {"enrollment": enrollment, "activity_id": attempt.quiz_id}
    corrected = MarkCorrection.objects.filter(**of_quiz).exists()
    if not corrected or attempt.mark is None:
        return best
    return max(Mark.objects.get(**of_quiz).value, attempt.mark)


def settle_attempts(quiz: QuizPage) -> int:
    """Let `quiz` count as it is published now for those who have taken it.

    With fewer attempts allowed somebody may have none left; what became a pre-test is done
    by taking it; what was one gives a mark now. Return for how many something changed.
    """
    own = {"enrollment": OuterRef("pk"), "activity": quiz.pk}
    unsettled = Q(~Exists(Completion.objects.filter(**own)))
    if quiz.is_graded:
        unsettled |= Q(~Exists(Mark.objects.filter(**own)))
    taken = QuizAttempt.objects.filter(quiz=quiz, state=AttemptState.MARKED)
    seats = Enrollment.objects.filter(
        unsettled, Exists(taken.filter(enrollment=OuterRef("pk"))), state__in=learn.WORKING
    )
    return sum(_settle(seat, quiz) for seat in seats.order_by("pk"))


def _settle(seat: Enrollment, quiz: QuizPage) -> bool:
    with transaction.atomic():
        enrollment = locks.enrollment(seat)
        made = tries(enrollment, quiz)
        # An open attempt is counted when it is handed in.
        if made.open is not None or not learn.is_working(enrollment.user, enrollment):
            return False
        count_attempt(enrollment, made.marked[-1])
        before = enrollment.done_count
        completion.refresh(enrollment)
    return enrollment.done_count != before


def _keep_mark(enrollment: Enrollment, attempt: QuizAttempt, value: Decimal) -> None:
    now = timezone.now()
    mark, created = Mark.objects.get_or_create(
        enrollment=enrollment,
        activity_id=attempt.quiz_id,
        defaults={"value": value, "given_at": now},
    )
    if not created and mark.value == value:
        return
    before = None if created else str(mark.value)
    mark.value, mark.given_at = value, now
    mark.save(update_fields=["value", "given_at"])
    audit.record(
        CourseVerb.MARKED,
        enrollment,
        by=enrollment.user,
        activity=attempt.quiz_id,
        attempt=attempt.pk,
        mark=str(value),
        before=before,
    )
