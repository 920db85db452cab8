"""What a quiz asks: read from the bank, frozen for an attempt, and read back."""

from dataclasses import dataclass
from secrets import SystemRandom

from cms.models import Question, QuestionKind, QuizPage
from courses.models import AttemptState, Enrollment, QuizAttempt
from courses.rules.marking import CHOICES

SHUFFLED = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class FrozenQuestion:
    """A question as an attempt keeps it; the shapes stand in `AttemptAnswer` and `marking`."""

    points: int
    question: dict
    key: dict


def freeze(quiz: QuizPage) -> list[FrozenQuestion]:
    """Return the published questions of `quiz` in order, as they read now.

    Options come in a new order each time: neighbours at one table see different letters.
    """
    questions = Question.objects.filter(live=True, quiz_questions__page=quiz)
    return [
        _frozen(question)
        for question in questions.order_by("quiz_questions__sort_order").prefetch_related("options")
    ]


def _frozen(question: Question) -> FrozenQuestion:
    options = list(question.options.all())
    if question.kind in SHUFFLED:
        SystemRandom().shuffle(options)
    asked = {
        "slug": question.slug,
        "kind": question.kind,
        "text": question.text,
        "unit": question.unit,
        "options": [{"id": str(option.option_id), "text": option.text} for option in options],
    }
    return FrozenQuestion(question.points, asked, _key(question, options))


def _key(question: Question, options: list) -> dict:
    if question.kind in CHOICES:
        return {
            "options": {
                str(option.option_id): {"correct": option.is_correct, "feedback": option.feedback}
                for option in options
            }
        }
    said = {"right": question.feedback_right, "wrong": question.feedback_wrong}
    if question.kind == QuestionKind.SHORT_TEXT:
        return said | {
            "accepted": [line.strip() for line in question.accepted.splitlines() if line]
        }
    return said | {
        "number": f"{question.number.normalize():f}",
        "tolerance": f"{question.tolerance.normalize():f}",
        "unit": question.unit,
    }


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


def tries(enrollment: Enrollment, quiz: QuizPage) -> Tries:
    """Return the attempts of `enrollment` at `quiz`."""
    attempts = enrollment.attempts.filter(quiz=quiz).order_by("number")
    return Tries(list(attempts), quiz.max_attempts)
