"""What a quiz asks, frozen for an attempt; and the attempts of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cms.models import AcademyImage, Question, QuizPage
from courses.models import AttemptState, Enrollment, QuizAttempt
from courses.quizzes.rules import keys


@dataclass(frozen=True, slots=True)
class FrozenQuestion:
    """A question as an attempt keeps it; the shapes stand in `AttemptAnswer` and `marking`."""

    points: int
    question: dict[str, Any]
    key: dict[str, Any]
    bank_id: UUID


def freeze(quiz: QuizPage) -> list[FrozenQuestion]:
    """Return the published questions of `quiz` in order, as they read now."""
    questions = Question.objects.filter(live=True, quiz_questions__page=quiz)
    return [
        frozen(question)
        for question in questions.order_by("quiz_questions__sort_order")
        .select_related("picture", "feedback_picture")
        .prefetch_related("options__picture")
    ]


def frozen(question: Question) -> FrozenQuestion:
    """Return `question` as it reads now; its options and pictures are prefetched."""
    options = list(question.options.all())
    asked = keys.asked_of(question, options)
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
    allowed: int

    @property
    def open(self) -> QuizAttempt | None:
        return next((item for item in self.attempts if item.state == AttemptState.OPEN), None)

    @property
    def marked(self) -> list[QuizAttempt]:
        return [item for item in self.attempts if item.state == AttemptState.MARKED]

    @property
    def best(self) -> QuizAttempt | None:
        """The one whose mark counts."""
        return max(self.marked, key=lambda item: (item.mark, -item.number), default=None)

    @property
    def left(self) -> int | None:
        """How many may still begin; None: as many as wanted."""
        return max(0, self.allowed - len(self.attempts)) if self.allowed else None

    @property
    def has_passed(self) -> bool:
        return any(item.has_passed for item in self.attempts)

    @property
    def may_earn_more(self) -> bool:
        """Whether another attempt may still be what passes: the keys would give it away.

        One that is open counts as used from its beginning, and can still be handed in.
        """
        return not self.has_passed and (self.left != 0 or self.open is not None)


def tries(enrollment: Enrollment, quiz: QuizPage) -> Tries:
    """Return the attempts of `enrollment` at `quiz`."""
    attempts = enrollment.attempts.filter(quiz=quiz).order_by("number")
    return Tries(list(attempts), quiz.max_attempts)
