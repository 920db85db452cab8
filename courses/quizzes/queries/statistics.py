"""How the questions of a quiz fared in attempts that were handed in, and what a batch gained.

All is added up by the database: of 40,000 answers a handful of rows comes back.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from django.db.models import (
    Avg,
    Count,
    Exists,
    FloatField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Cast, Left
from wagtail.query import PageQuerySet

from academy.people.models import User
from cms.models import CoursePage, QuizKind, QuizPage
from cms.outline import COURSE_PATH
from cms.rules import courses_of
from courses.acts.rules import WORKING
from courses.models import (
    AttemptAnswer,
    AttemptState,
    Batch,
    BatchCourse,
    Enrollment,
    QuizAttempt,
)
from courses.quizzes.rules.analysis import Sums, discrimination, normalised_gain

# Of typed answers, so many are named.
TYPED_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """An option, or a typed answer, and by how many it was given."""

    text: str
    count: int
    is_right: bool


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """A question: answers, share of the points in per cent, discrimination, what was taken."""

    text: str
    count: int
    right: float
    discrimination: float | None
    blank_count: int
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """A quiz: attempts handed in, of how many the answers are kept, the mean of all, and the
    questions, the hardest first."""

    attempt_count: int
    answered_count: int
    mean: float | None
    questions: list[QuestionFigures]


def quizzes_of(user: User) -> PageQuerySet:
    """Return the quizzes whose figures `user` may see: of courses taught, and of batches run."""
    if user.is_program_manager:
        return cast(PageQuerySet, QuizPage.objects.all())
    paths: Q = Q(pk__in=[])
    if user.is_trainer:
        for path in courses_of(user).values_list("path", flat=True):
            paths |= Q(path__startswith=path)
    run = Batch.objects.visible_to(user)
    for path in run.values_list("batch_courses__course__path", flat=True).distinct():
        paths |= Q(path__startswith=path) if path else Q()
    return cast(PageQuerySet, QuizPage.objects.filter(paths))


def with_attempts(quizzes: PageQuerySet, user: User) -> PageQuerySet:
    """Return live `quizzes` with their course, and of the batches that `user` may see apart the
    attempts handed in and their mean mark."""
    taken = Q(
        attempts__state=AttemptState.MARKED,
        attempts__enrollment__batch__in=_seen_by(user).values("pk"),
    )
    course = CoursePage.objects.filter(path=Left(OuterRef("path"), COURSE_PATH))
    found: PageQuerySet = quizzes.live().annotate(
        course_title=Subquery(course.values("title")[:1]),
        attempt_count=Count("attempts", filter=taken),
        mean=Avg("attempts__mark", filter=taken),
    )
    return found


def batches_of(quiz: QuizPage, user: User) -> QuerySet[Batch]:
    """Return the batches whose attempts at `quiz` `user` may see apart."""
    taken = Enrollment.objects.filter(attempts__quiz=quiz)
    found = _seen_by(user).filter(pk__in=taken.values("batch"))
    return found.order_by("-starts_on", "number")


def _seen_by(user: User) -> QuerySet[Batch]:
    seen = Q(pk__in=Batch.objects.visible_to(user).values("pk"))
    if user.is_trainer:
        taught = BatchCourse.objects.filter(course__in=courses_of(user))
        seen |= Q(pk__in=taught.values("batch"))
    return Batch.objects.filter(seen)


def figures_of(quiz: QuizPage, batches: Sequence[Batch]) -> QuizFigures:
    """Return the figures of `quiz` in `batches`, in four queries."""
    attempts = QuizAttempt.objects.filter(
        quiz=quiz, state=AttemptState.MARKED, enrollment__batch__in=batches
    ).order_by()
    total = attempts.aggregate(
        count=Count("pk"),
        answered=Count("pk", filter=Exists(AttemptAnswer.objects.filter(attempt=OuterRef("pk")))),
        mean=Avg("mark"),
    )
    answers = AttemptAnswer.objects.filter(attempt__in=attempts).order_by()
    share, mark = Cast("share", FloatField()), Cast("attempt__mark", FloatField())
    sums: list[Any] = list(
        answers.values("bank_id").annotate(
            count=Count("pk"), x=Sum(share), y=Sum(mark), xx=Sum(share * share),
            yy=Sum(mark * mark), xy=Sum(share * mark), all_points=Sum("points"), latest=Max("pk"),
        )
    )  # fmt: skip
    points = sum(row["all_points"] for row in sums) / (total["answered"] or 1)
    asked = {
        row.bank_id: row
        for row in AttemptAnswer.objects.filter(pk__in=[row["latest"] for row in sums])
    }
    taken = _taken(answers)
    questions = [
        _figures(row, points, asked[row["bank_id"]], taken[row["bank_id"]]) for row in sums
    ]
    return QuizFigures(
        attempt_count=total["count"],
        answered_count=total["answered"],
        mean=None if total["mean"] is None else float(total["mean"]),
        questions=sorted(questions, key=lambda one: (one.right, one.text)),
    )


def without_key(figures: QuizFigures) -> QuizFigures:
    """Return `figures` without what was taken: the right answer stands among it."""
    return replace(figures, questions=[replace(one, taken=()) for one in figures.questions])


def still_learns(user: User, quiz: QuizPage) -> bool:
    """Whether `user`, who has not written the quiz, learns its course: the key comes later."""
    if user.is_program_manager or courses_of(user).filter(path=quiz.path[:COURSE_PATH]).exists():
        return False
    taught = BatchCourse.objects.filter(course__path=quiz.path[:COURSE_PATH])
    own = Enrollment.objects.filter(user=user, batch__in=taught.values("batch"))
    return own.filter(state__in=WORKING).exists()


def _figures(
    row: dict[str, Any], points: float, asked: AttemptAnswer, taken: dict[str, int]
) -> QuestionFigures:
    sums = Sums(
        count=row["count"], x=row["x"], y=row["y"], xx=row["xx"], yy=row["yy"], xy=row["xy"],
        weight=100 * row["all_points"] / row["count"] / points,
    )  # fmt: skip
    return QuestionFigures(
        text=asked.question["text"],
        count=row["count"],
        right=100 * row["x"] / row["count"],
        discrimination=discrimination(sums),
        blank_count=taken.get("", 0),
        taken=_options(asked, taken),
    )


def _taken(answers: QuerySet[AttemptAnswer]) -> dict[UUID, dict[str, int]]:
    """Return by question how often each option, or each typed answer, was given ("": none)."""
    found: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = answers.values_list("bank_id", "answer").annotate(count=Count("pk"))
    for bank_id, answer, count in rows:
        given = answer if isinstance(answer, dict) else json.loads(answer)
        chosen = given.get("options") or [given.get("text") or given.get("number") or ""]
        if given.get("places"):
            chosen = [f"{item}:{place}" for item, place in given["places"].items()]
        for one in chosen:
            found[bank_id][str(one)] += count
    return found


def _options(asked: AttemptAnswer, taken: dict[str, int]) -> tuple[Taken, ...]:
    key = asked.key.get("options", {})
    if asked.question["options"] and key:
        return tuple(
            Taken(one["text"], taken.get(one["id"], 0), bool(key.get(one["id"], {}).get("correct")))
            for one in asked.question["options"]
        )
    if asked.question["options"]:
        return ()
    right = {one["text"].casefold() for one in asked.key.get("answers", ()) if one["share"] == "1"}
    typed = sorted(((n, text) for text, n in taken.items() if text), reverse=True)[:TYPED_SHOWN]
    return tuple(Taken(text, n, text.casefold() in right) for n, text in typed)


@dataclass(frozen=True, slots=True)
class Gain:
    """First attempts at the pre-tests of a course against those at its post-tests, in a batch.

    Of those alone who took both; 0 to 100.
    """

    batch: Batch
    people_count: int
    before: float
    after: float

    @property
    def gain(self) -> float:
        return self.after - self.before

    @property
    def normalised(self) -> float | None:
        """Which per cent of what was missing before was learnt."""
        found = normalised_gain(self.before, self.after)
        return None if found is None else 100 * found


_Marks = dict[str, dict[int, list[float]]]


def gains_of(quiz: QuizPage, batches: Sequence[Batch]) -> list[Gain]:
    """Return what the course of `quiz` has added in each of `batches`, in one query."""
    tests = QuizPage.objects.filter(
        path__startswith=quiz.path[:COURSE_PATH],
        kind__in=[QuizKind.PRE_TEST, QuizKind.POST_TEST],
    )
    firsts = QuizAttempt.objects.filter(
        quiz__in=tests, enrollment__batch__in=batches, state=AttemptState.MARKED, number=1
    )
    marks: dict[int, _Marks] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for batch, kind, seat, mark in firsts.order_by().values_list(
        "enrollment__batch", "quiz__kind", "enrollment", "mark"
    ):
        marks[batch][kind][seat].append(float(mark or 0))
    found = [_gain(batch, marks[batch.pk]) for batch in batches]
    return [one for one in found if one is not None]


def _gain(batch: Batch, marks: _Marks) -> Gain | None:
    before, after = marks[QuizKind.PRE_TEST], marks[QuizKind.POST_TEST]
    both = before.keys() & after.keys()
    if not both:
        return None
    return Gain(batch, len(both), _mean(before, both), _mean(after, both))


def _mean(marks: dict[int, list[float]], seats: set[int]) -> float:
    each = [sum(marks[seat]) / len(marks[seat]) for seat in seats]
    return sum(each) / len(each)
