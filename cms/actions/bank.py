"""Questions go along when pages are copied or moved: a quiz asks of its own course's bank."""

import uuid
from collections.abc import Iterable
from typing import cast

from django.db import transaction
from wagtail.models import Page

from academy.core import audit
from academy.people.models import User
from cms.bank.markable import fault_of
from cms.free_names import free_name
from cms.models import (
    CoursePage,
    LessonPage,
    Question,
    QuestionOption,
    QuizPage,
    QuizQuestion,
)
from cms.models.verbs import ContentVerb

SLUG_LENGTH = Question._meta.get_field("slug").max_length


def bring_questions(
    *, page: Page, by: User | None, bank: Iterable[Question] = ()
) -> dict[int, Question]:
    """Let the quizzes at and below `page` ask of the bank of the course in which they stand.

    What they ask of other banks, also in drafts and in earlier versions, is copied into that
    course, and so is `bank`. Returns the copies by the key of the original; a page outside
    courses, or one that asks its own questions only, changes nothing.
    """
    with transaction.atomic():
        page = Page.objects.get(pk=page.pk)
        course = CoursePage.objects.ancestor_of(page, inclusive=True).first()
        if course is None:
            return {}
        quizzes = list(QuizPage.objects.descendant_of(page, inclusive=True).order_by("path"))
        wanted = {question.pk for question in bank}.union(*(_asked(quiz) for quiz in quizzes))
        foreign = Question.objects.filter(pk__in=wanted).exclude(course=course)
        copies = {question.pk: _copy(question, course, by) for question in foreign}
        if copies:
            for quiz in quizzes:
                _ask_instead(quiz, copies)
            audit.record(ContentVerb.QUESTIONS_COPIED, course, by=by, count=len(copies))
    return copies


def _asked(quiz: QuizPage) -> set[int]:
    """Return the keys of all questions that `quiz` asks now or in one of its revisions."""
    asked = set(quiz.quiz_questions.values_list("question_id", flat=True))
    for revision in quiz.revisions.all():
        asked.update(row["question"] for row in revision.content.get("quiz_questions", ()))
    return asked


def _ask_instead(quiz: QuizPage, copies: dict[int, Question]) -> None:
    for row in QuizQuestion.objects.filter(page=quiz, question__in=copies):
        row.question = copies[row.question_id]
        row.save()
    for revision in quiz.revisions.all():
        rows = revision.content.get("quiz_questions", ())
        if not any(row["question"] in copies for row in rows):
            continue
        for row in rows:
            if row["question"] in copies:
                row["question"] = copies[row["question"]].pk
        quiz.revisions.filter(pk=revision.pk).update(content=revision.content)


def _copy(question: Question, course: CoursePage, by: User | None) -> Question:
    """Put a copy of `question` into the bank of `course`: as published, and its draft."""
    copied = Question.objects.get(pk=question.pk)
    copied.pk = None
    copied._state.adding = True
    copied.question_id, copied.course = uuid.uuid4(), course
    copied.lesson = _lesson_in(course, question)
    slugs = set(course.questions.values_list("slug", flat=True))
    copied.slug = free_name(question.slug, slugs.__contains__, most=SLUG_LENGTH)
    copied.latest_revision = copied.live_revision = None
    children = question.copy_all_child_relations(copied)
    options = {
        old_pk: child
        for (relation, old_pk), child in children.items()
        if relation.related_model is QuestionOption
    }
    for option in options.values():
        option.option_id = uuid.uuid4()
    copied.save()
    if question.has_unpublished_changes and question.latest_revision is not None:
        draft = question.get_latest_revision_as_object()
        draft.pk, draft.question_id, draft.slug = copied.pk, copied.question_id, copied.slug
        draft.lesson, draft.course = _lesson_in(course, draft), course
        draft.latest_revision = draft.live_revision = None
        for option in draft.options.all():
            twin = options.get(option.pk)
            option.pk, option.option_id = (
                (twin.pk, twin.option_id) if twin else (None, uuid.uuid4())
            )
        for tagged in draft.tagged_items.all():
            tagged.pk = None
        # A draft may be unfinished.
        draft.save_revision(user=by, clean=False)
        copied.refresh_from_db()
    return cast(Question, copied)


def _lesson_in(course: CoursePage, question: Question) -> LessonPage | None:
    """Return the lesson of `question` that `course` has: itself, where it was moved there, or the
    one in its place."""
    lesson: LessonPage | None = question.lesson
    if lesson is None or lesson.is_descendant_of(course):
        return lesson
    place = lesson.url_path.removeprefix(question.course.url_path)
    twin: LessonPage | None = LessonPage.objects.filter(url_path=course.url_path + place).first()
    return twin


def describe(
    *,
    questions: Iterable[Question],
    by: User,
    tags: Iterable[str] = (),
    difficulty: str = "",
    language: str = "",
) -> int:
    """Add `tags` to each of `questions`, and set what else is given; return how many there are.

    Where a question has a draft, both are described, and the draft stays one.
    """
    given = {"difficulty": difficulty, "language": language}
    fields = {name: value for name, value in given.items() if value}
    questions = list(questions)
    with transaction.atomic():
        for question in questions:
            was_draft = question.has_unpublished_changes
            draft = question.get_latest_revision_as_object()
            for thing in (draft, question):
                for name, value in fields.items():
                    setattr(thing, name, value)
                thing.tags.add(*tags)
            question.save()
            revision = draft.save_revision(user=by, clean=False, log_action=True)
            if not was_draft:
                Question.objects.filter(pk=question.pk).update(
                    live_revision=revision, has_unpublished_changes=False
                )
    return len(questions)


def is_published(question: Question) -> bool:
    """Whether `question` is asked as it stands in its newest version."""
    return bool(question.live and not question.has_unpublished_changes)


def publish_questions(
    *, questions: Iterable[Question], by: User
) -> tuple[int, list[tuple[Question, str]]]:
    """Publish the newest version of each of `questions` that can be marked.

    Returns how many were published, and those that are left as they are, each with what it
    lacks; what is published already is neither.
    """
    count, left = 0, []
    with transaction.atomic():
        keys = [question.pk for question in questions]
        rows = Question.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
        # In the order of keys: two may publish some of the same questions at once.
        for question in rows.order_by("pk"):
            if is_published(question):
                continue
            draft = question.get_latest_revision_as_object()
            if fault := fault_of(draft):
                left.append((draft, fault))
            else:
                revision = question.latest_revision or draft.save_revision(user=by, clean=False)
                revision.publish(user=by)
                count += 1
    return count, left
