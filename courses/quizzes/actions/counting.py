"""What attempts come to: the mark that counts, and whether the quiz is done."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from academy.core import audit
from academy.people.models import User
from cms.models import QuizKind, QuizPage
from courses.acts import locks
from courses.acts import rules as learn
from courses.completion import actions as completion
from courses.learning.actions import complete
from courses.models import (
    AttemptState,
    Completion,
    Enrollment,
    Mark,
    QuizAttempt,
)
from courses.models.verbs import CourseVerb
from courses.quizzes.queries.attempts import tries
from courses.quizzes.queries.counting import standing_corrections
from courses.quizzes.rules.counting import standing_mark


def count_attempt(
    enrollment: Enrollment, attempt: QuizAttempt, *, by: User | None, may_lower: bool = True
) -> None:
    """Let the attempts count as the quiz says; done when passed, taken (pre-test) or used up.

    Where the best does not count, a new attempt may lower the mark; a changed quiz may not. A
    mark that was set right stands where the attempts do not come to more. `by` is whose doing it
    is (None: nobody's).
    """
    quiz = attempt.quiz
    made = tries(enrollment, quiz)
    if made.has_passed or made.left == 0 or quiz.kind == QuizKind.PRE_TEST:
        complete(enrollment=enrollment, activity=quiz, happened_at=attempt.happened_at)
    corrections = list(standing_corrections([enrollment.pk], [quiz.pk]))
    value = standing_mark(made.marked, quiz.counting, corrections)
    if quiz.is_graded and value is not None:
        _keep_mark(enrollment, attempt, value, by=by, may_lower=may_lower)


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
    return sum(settle_attempts_of(seat, quiz) for seat in seats.order_by("pk"))


def settle_attempts_of(seat: Enrollment, quiz: QuizPage) -> bool:
    """Let `quiz` count as it stands now for one who may have fewer attempts than before.

    Return whether something became done by it.
    """
    with transaction.atomic():
        enrollment = locks.enrollment(seat)
        made = tries(enrollment, quiz)
        # An open attempt is counted when it is handed in.
        if made.open is not None or not made.marked:
            return False
        if not learn.is_working(enrollment.user, enrollment):
            return False
        count_attempt(enrollment, made.marked[-1], by=None, may_lower=False)
        before = enrollment.done_count
        completion.refresh(enrollment)
    return enrollment.done_count != before


def _keep_mark(
    enrollment: Enrollment,
    attempt: QuizAttempt,
    value: Decimal,
    *,
    by: User | None,
    may_lower: bool,
) -> None:
    now = timezone.now()
    mark, created = Mark.objects.get_or_create(
        enrollment=enrollment,
        activity_id=attempt.quiz_id,
        defaults={"value": value, "given_at": now},
    )
    if not created and (mark.value == value or (mark.value > value and not may_lower)):
        return
    before = None if created else str(mark.value)
    mark.value, mark.given_at = value, now
    mark.save(update_fields=["value", "given_at"])
    audit.record(
        CourseVerb.MARKED,
        enrollment,
        by=by,
        activity=attempt.quiz_id,
        attempt=attempt.pk,
        mark=str(value),
        before=before,
    )
