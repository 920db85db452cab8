"""Which quizzes ask a question: those that have chosen it, and those that draw by a tag of it."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower, Trim
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms.models import Question, QuizDraw, QuizPage, QuizQuestion
from cms.models.question import QuestionTag

TITLE_SIGNS = 40


def chosen(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return those of `questions` that a quiz has chosen."""
    return questions.filter(Exists(QuizQuestion.objects.filter(question=OuterRef("pk"))))


def drawn(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return those of `questions` that a quiz of their course may draw."""
    return questions.filter(_is_drawn())


def asked(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return those of `questions` that a quiz asks, chosen or drawn."""
    return questions.filter(_is_asked())


def unasked(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return those of `questions` that no quiz asks."""
    return questions.exclude(_is_asked())


def asking_nothing_else(question: Question) -> list[QuizPage]:
    """Return the published quizzes of which an attempt would ask nothing without `question`."""
    others = QuizQuestion.objects.filter(page=OuterRef("pk"), question__live=True)
    found = (
        QuizPage.objects.live()
        .descendant_of(question.course)
        .exclude(Exists(others.exclude(question=question)))
        .prefetch_related("draws", "quiz_questions")
    )
    return [quiz for quiz in found if _asks_nothing_else(quiz, question)]


def _asks_nothing_else(quiz: QuizPage, question: Question) -> bool:
    pools = [set(draw.pool().values_list("pk", flat=True)) for draw in quiz.draws.all()]
    is_chosen = any(row.question_id == question.pk for row in quiz.quiz_questions.all())
    there = set().union(*pools)
    return (is_chosen or question.pk in there) and not there - {question.pk}


def quizzes_of(questions: Sequence[Question]) -> dict[int, list[str]]:
    """Return the titles of the quizzes that ask each of `questions` (with their courses fetched),
    by their keys, in three queries."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = QuizQuestion.objects.filter(question__in=questions).select_related("page")
    chosen_in = set()
    for row in rows.order_by("page__path"):
        found[row.question_id].append(Truncator(row.page.title).chars(TITLE_SIGNS))
        chosen_in.add((row.question_id, row.page_id))
    courses = {question.course.path for question in questions}
    tags: dict[int, set[str]] = defaultdict(set)
    for key, tag in QuestionTag.objects.filter(content_object__in=questions).values_list(
        "content_object", "tag__name"
    ):
        tags[key].add(tag.lower())
    if not tags:
        return found
    below = Q(*(Q(page__path__startswith=path) for path in courses), _connector=Q.OR)
    draws = list(QuizDraw.objects.filter(below).select_related("page").order_by("page__path"))
    for question in questions:
        for draw in draws:
            if (question.pk, draw.page_id) not in chosen_in and _draws(draw, question, tags):
                title = Truncator(draw.page.title).chars(TITLE_SIGNS)
                found[question.pk].append(_("%(quiz)s (drawn)") % {"quiz": title})
    return found


def _draws(draw: QuizDraw, question: Question, tags: dict[int, set[str]]) -> bool:
    is_own = draw.page.path.startswith(question.course.path)
    return question.live and is_own and draw.tag.strip().lower() in tags[question.pk]


def _is_drawn() -> Q:
    of_course = QuizDraw.objects.annotate(word=Lower(Trim("tag"))).filter(
        page__path__startswith=OuterRef("content_object__course__path"),
        word=Lower(OuterRef("tag__name")),
    )
    return Q(live=True) & Q(
        Exists(QuestionTag.objects.filter(Exists(of_course), content_object=OuterRef("pk")))
    )


def _is_asked() -> Q:
    return Q(Exists(QuizQuestion.objects.filter(question=OuterRef("pk")))) | _is_drawn()
