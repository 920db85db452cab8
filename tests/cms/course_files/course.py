"""A course with all that a file of it takes along."""

import json
import uuid
from dataclasses import dataclass

from django.test import TestCase
from wagtail.models import Page

from academy.web.files.storages import private_storage
from cms.actions.brought import course_files
from cms.models import (
    CoursePage,
    LessonPage,
    Question,
    QuestionOption,
    QuizPage,
    Rubric,
    RubricPart,
    RubricPartLevel,
)
from cms.queries.course_file import Stored, course_told
from tests.courses.writing.test_outline import taught
from tests.factories.cms import QuestionFactory
from tests.factories.files import document, photo
from tests.services.tasks import tasks

UNFINISHED = "Soal yang belum jadi"


@dataclass(frozen=True)
class FromElsewhere:
    """The file of a course that another academy has, and all that is taught in it there."""

    content: bytes
    told: dict
    course_id: uuid.UUID


def rich_course():
    """Return a trainer and a course with pictures, files, links, a bank and rubrics."""
    trainer, tree = taught(modules=2)
    course = CoursePage.objects.get(pk=tree.course.pk)
    picture, paper = photo(), document()
    for one in (picture, paper):
        type(one).objects.filter(pk=one.pk).update(collection=course.collection)
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
    lesson.body = [
        (
            "text",
            f'<p>Baca <a linktype="page" id="{tree.lessons[1].pk}">lanjutannya</a> dan '
            f'<a href="https://a.example/">itu</a>.</p>',
        ),
        ("image", {"image": picture, "alt": "Stoples", "caption": "Dari kiri"}),
        ("file", {"document": paper, "title": "Daftar"}),
        (
            "prediction",
            {
                "question": "Di mana?",
                "options": [{"text": "a", "is_right": True}, {"text": "b", "is_right": False}],
                "explanation": "<p>Sebab.</p>",
            },
        ),
    ]
    lesson.save_revision().publish()
    question = course.questions.first()
    question.picture, question.picture_alt = picture, "Stoples"
    question.tags.add("cahaya")
    question.lesson = lesson
    question.save()
    broken = QuestionFactory(course=course, text=UNFINISHED, live=False)
    QuestionOption.objects.filter(question=broken).update(is_correct=False)
    quiz = QuizPage.objects.descendant_of(course).first()
    quiz.max_attempts, quiz.pass_mark, quiz.shows_mark = 5, 80, "closed"
    quiz.save_revision().publish()
    kept_rubric(course)
    kept_rubric(None, "Untuk semua kursus")
    return trainer, course


def kept_rubric(course, name="Foto produk"):
    rubric = Rubric(name=name, course=course)
    level = RubricPartLevel(title="Tajam", points=60, sample=photo(), sample_alt="Stoples")
    criterion = RubricPart(title="Cahaya", description="Lembut", points=60)
    criterion.levels = [RubricPartLevel(title="Buram", points=10), level]
    rubric.criteria = [criterion]
    rubric.save()
    return rubric


def file_of(course, by):
    """Return the file of a course, as the job makes it that its trainer asks for."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        job = course_files.ask_for_file(
            course=course, by=by, client_id=uuid.uuid4(), return_url="/"
        )
    tasks()[job.kind](job.pk)
    job.refresh_from_db()
    with private_storage().open(job.file) as file:
        return file.read()


def rows(model=Page):
    return model.objects.count()


def _without_hours(node):
    return {name: value for name, value in node.items() if name != "changed_at"}


def told(course):
    """Return all that is taught in a course, by names that hold everywhere."""
    found = course_told(Stored(CoursePage.objects.get(course_id=course.course_id)))
    return json.loads(json.dumps(found), object_hook=_without_hours)


def forget(course):
    """Take a course out of this academy, as if it were another one."""
    QuizPage.objects.descendant_of(course).delete()
    Question.objects.filter(course=course).delete()
    CoursePage.objects.get(pk=course.pk).delete()
