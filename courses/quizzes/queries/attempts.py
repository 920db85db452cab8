"""What a quiz asks, frozen for an attempt; and the attempts of a person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.core.statements import Statement
from cms.models import AcademyImage, Counting, Question, QuizDraw, QuizPage, Shown
from courses.acts.queries import allowance_of, times_of
from courses.acts.rules import WORKING
from courses.learning.rules.revealing import Revealed, Settings, Standing, revealed
from courses.models import AttemptAnswer, AttemptState, Enrollment, Mark, QuizAttempt
from courses.quizzes.rules import keys
from courses.quizzes.rules.counting import counted_mark
from courses.quizzes.rules.drawing import drawn, shuffled


@dataclass(frozen=True, slots=True)
class FrozenQuestion:
    """A question as an attempt keeps it; the shapes stand in `AttemptAnswer` and `marking`."""

    points: int
    question: dict[str, Any]
    key: dict[str, Any]
    bank_id: UUID


def freeze(
    quiz: QuizPage, enrollment: Enrollment | None = None, *, chance: Random | None = None
) -> list[FrozenQuestion]:
    """Return what an attempt of `enrollment` at `quiz` asks, as it reads now; `chance` draws.

    The published questions chosen for it in their order, then those drawn; what this person
    was asked before is drawn last.
    """
    chosen = Question.objects.filter(live=True, quiz_questions__page=quiz)
    fixed = list(chosen.order_by("quiz_questions__sort_order").values_list("pk", flat=True))
    asked = fixed
    if pools := _pools(quiz):
        seen = AttemptAnswer.objects.filter(attempt__enrollment=enrollment, attempt__quiz=quiz)
        own = Question.objects.filter(question_id__in=seen.values("bank_id"))
        seen_before = set(own.values_list("pk", flat=True))
        asked = drawn(pools, fixed=fixed, seen=seen_before, chance=chance)
    if quiz.shuffles_questions:
        asked = shuffled(asked, chance=chance)
    found = {question.pk: question for question in _whole(Question.objects.filter(pk__in=asked))}
    return [frozen(found[pk], shuffles=quiz.shuffles_options) for pk in asked if pk in found]


def _whole(questions: QuerySet[Question]) -> QuerySet[Question]:
    return questions.select_related("picture", "feedback_picture").prefetch_related(
        "options__picture"
    )


def question_count(quiz: QuizPage) -> int:
    """Return how many questions an attempt at `quiz` asks now."""
    for fixed, draws in _COUNTED.rows(quiz.pk):
        return int(fixed) + (len(drawn(_pools(quiz), fixed=[], seen=set())) if draws else 0)
    return 0


def _counted(quiz: int) -> QuerySet[QuizPage, Any]:
    """Return how many questions are chosen for the quiz, and whether others are drawn."""
    live = Q(quiz_questions__question__live=True)
    draws = Exists(QuizDraw.objects.filter(page=OuterRef("pk")))
    counted = QuizPage.objects.filter(pk=quiz).order_by().values("pk")
    counted = counted.annotate(fixed=Count("quiz_questions", filter=live), has_draws=draws)
    rows: QuerySet[QuizPage, Any] = counted.values_list("fixed", "has_draws")
    return rows


_COUNTED = Statement(_counted, int)


def _pools(quiz: QuizPage) -> list[tuple[list[int], int]]:
    return [
        (list(draw.pool().values_list("pk", flat=True)), draw.count) for draw in quiz.draws.all()
    ]


def frozen(question: Question, *, shuffles: bool = True) -> FrozenQuestion:
    """Return `question` as it reads now; its options and pictures are prefetched."""
    options = list(question.options.all())
    asked = keys.asked_of(question, options, shuffles=shuffles)
    key = keys.key_of(question, options, asked)
    return FrozenQuestion(question.points, asked, key, question.question_id)


def pictures_of(kept: Iterable[dict[str, Any]]) -> set[int]:
    """Return the keys of those pictures in questions, or in what is said to them, that are there.

    An attempt remembers them: who may see it may fetch them.
    """
    wanted = kept_pictures(kept)
    if not wanted:
        return wanted
    return set(AcademyImage.objects.filter(pk__in=wanted).values_list("pk", flat=True))


def kept_pictures(kept: Iterable[dict[str, Any]]) -> set[int]:
    """Return the keys of the pictures in questions, or in what is said to them."""
    places = [place for one in kept for place in (one, *one.get("options", ()))]
    return {place["picture"]["image"] for place in places if place.get("picture")}


@dataclass(frozen=True, slots=True)
class Tries:
    """The attempts of one person at one quiz, in order."""

    attempts: list[QuizAttempt]
    # 0: as many as wanted.
    allowed: int
    counting: str = Counting.BEST

    @property
    def open(self) -> QuizAttempt | None:
        return next((item for item in self.attempts if item.state == AttemptState.OPEN), None)

    @property
    def marked(self) -> list[QuizAttempt]:
        return [item for item in self.attempts if item.state == AttemptState.MARKED]

    @property
    def counting_mark(self) -> Decimal | None:
        """The mark that the attempts come to; None: there is none yet."""
        marks = [item.mark for item in self.marked if item.mark is not None]
        return counted_mark(marks, self.counting) if marks else None

    @property
    def counts(self) -> QuizAttempt | None:
        """The one whose mark counts; None where none does alone."""
        if self.counting == Counting.MEAN:
            return None
        return next((item for item in self.marked if item.mark == self.counting_mark), None)

    @property
    def running(self) -> QuizAttempt | None:
        """The open one whose time is not over."""
        return None if self.open is None or self.open.is_over else self.open

    @property
    def left(self) -> int | None:
        """How many may still begin; None: as many as wanted."""
        return max(0, self.allowed - len(self.attempts)) if self.allowed else None

    @property
    def has_passed(self) -> bool:
        return any(item.has_passed for item in self.attempts)

    def standing(self, *, has_closed: bool) -> Standing:
        """Return where the person stands, for what may be shown."""
        return Standing(
            has_passed=self.has_passed,
            is_used_up=self.left == 0,
            has_open=self.open is not None,
            has_closed=has_closed,
        )


def tries(enrollment: Enrollment, quiz: QuizPage) -> Tries:
    """Return the attempts of `enrollment` at `quiz`, and how many are allowed to this person."""
    attempts = _ATTEMPTS.objects(enrollment.pk, quiz.pk)
    for attempt in attempts:
        attempt.enrollment = enrollment
    own = allowance_of(enrollment, quiz).attempts if quiz.max_attempts else 0
    return Tries(attempts, quiz.max_attempts + own, quiz.counting)


def _attempts(seat: int, quiz: int) -> QuerySet[QuizAttempt]:
    return QuizAttempt.objects.filter(enrollment=seat, quiz=quiz).order_by("number")


_ATTEMPTS = Statement(_attempts, int, int)


def time_limit_of(enrollment: Enrollment, quiz: QuizPage) -> int:
    """Return how many minutes an attempt of this person has; 0: no limit."""
    if not quiz.time_limit:
        return 0
    return quiz.time_limit + allowance_of(enrollment, quiz).minutes


def settings_of(quiz: QuizPage) -> Settings:
    """Return when `quiz` shows what."""
    return Settings(
        quiz.kind, quiz.shows_mark, quiz.shows_right, quiz.shows_key, quiz.shows_explanation
    )


def is_set_right_to_pass(enrollment: Enrollment, quiz: QuizPage) -> bool:
    """Say whether the mark of `enrollment` passes `quiz`, where none of the attempts does.

    A mark that was set right to a pass makes the quiz done; one that only rounding brings there
    does not.
    """
    done = enrollment.completions.filter(activity=quiz.pk)
    passing = Mark.objects.filter(enrollment=enrollment, activity=quiz, value__gte=quiz.pass_mark)
    return passing.filter(Exists(done)).exists()


def revealed_of(enrollment: Enrollment, quiz: QuizPage, made: Tries) -> Revealed:
    """Return what of marked attempts at `quiz` this person may see now."""
    settings = settings_of(quiz)
    whens = {settings.mark, settings.right, settings.key, settings.explanation}
    has_closed = Shown.CLOSED in whens and (
        enrollment.state not in WORKING
        or times_of(enrollment, quiz, quiz.get_parent().pk).is_closed(timezone.now())
    )
    standing = made.standing(has_closed=has_closed)
    if not standing.has_passed and whens & {Shown.PASSED, Shown.SETTLED}:
        standing = replace(standing, has_passed=is_set_right_to_pass(enrollment, quiz))
    return revealed(settings, standing)


_AFTER_OPEN = _("The right answers are shown when your open attempt is handed in.")
_KEY_TOLD: dict[str, str | Promise] = {
    Shown.AT_ONCE: _AFTER_OPEN,
    Shown.SETTLED: _("The right answers are shown when you have passed or no attempt is left."),
    Shown.PASSED: _("The right answers are shown when you have passed."),
    Shown.NONE_LEFT: _("The right answers are shown when no attempt is left."),
    Shown.CLOSED: _("The right answers are shown after the module has closed."),
    Shown.NEVER: _("The right answers of this quiz are not shown."),
}


def key_told(quiz: QuizPage, made: Tries) -> str | Promise:
    """Return the sentence that says when the right answers, hidden now, are shown."""
    waits_for_open = made.has_passed and made.open is not None
    if waits_for_open and quiz.shows_key in {Shown.PASSED, Shown.SETTLED}:
        return _AFTER_OPEN
    return _KEY_TOLD[quiz.shows_key]
