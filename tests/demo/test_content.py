"""Loading the courses again neither doubles them nor loses what people edited."""

import pytest
from wagtail.models import Page

from academy.demo.load.base import Clock
from academy.demo.load.whole import load_content
from academy.demo.models import Sourced
from cms.models import (
    AcademyImage,
    ContactPage,
    CoursePage,
    HomePage,
    LessonPage,
    ModulePage,
    Question,
    QuizPage,
)
from courses.quizzes.queries.attempts import question_count

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
]


def load_again():
    load_content(Clock.today())


def counts():
    return {model: model.objects.count() for model in (Page, Question, AcademyImage, Sourced)}


def out_of_date(page):
    """Let the source of `page` seem to have changed since it was loaded."""
    return Sourced.objects.filter(object_id=page.pk, key__endswith=".md").update(digest="older")


def test_both_courses_are_published_whole():
    assert [course.slug for course in CoursePage.objects.live().order_by("path")] == [
        "fotografi-produk",
        "pemasaran-digital",
    ]
    assert ModulePage.objects.live().count() == 12
    assert LessonPage.objects.live().count() >= 48
    assert QuizPage.objects.live().count() == 16
    assert min(question_count(quiz) for quiz in QuizPage.objects.all()) >= 8
    assert HomePage.objects.get().illustration is not None
    assert ContactPage.objects.get().form_fields.count() == 4


def test_each_question_of_the_first_quiz_names_a_lesson_of_its_module():
    quiz = QuizPage.objects.get(title="Kuis: Mengenal Cahaya")
    lessons = [row.question.lesson for row in quiz.quiz_questions.all()]
    assert len(lessons) == 11
    assert all(lesson and lesson.get_parent().pk == quiz.get_parent().pk for lesson in lessons)
    assert len({lesson.pk for lesson in lessons}) == 5


def test_every_page_has_one_published_revision_and_no_draft():
    pages = Page.objects.filter(depth__gt=1)
    assert not pages.filter(live=False).exists()
    assert not pages.filter(has_unpublished_changes=True).exists()
    lesson = LessonPage.objects.first()
    assert lesson.live_revision_id == lesson.latest_revision_id is not None
    assert lesson.latest_revision.as_object().title == lesson.title


def test_a_second_load_changes_nothing():
    before, lesson = counts(), LessonPage.objects.first()
    load_again()
    assert counts() == before
    assert LessonPage.objects.get(pk=lesson.pk).latest_revision_id == lesson.latest_revision_id


def test_a_changed_source_brings_its_page_up_to_date():
    lesson = LessonPage.objects.first()
    title = lesson.title
    LessonPage.objects.filter(pk=lesson.pk).update(title="Old title")
    out_of_date(lesson)
    load_again()
    assert LessonPage.objects.get(pk=lesson.pk).title == title
    assert LessonPage.objects.count() == LessonPage.objects.live().count()


def test_what_a_trainer_edited_stays():
    lesson = LessonPage.objects.first()
    lesson.title = "Judul dari pemateri"
    lesson.save_revision().publish()
    out_of_date(lesson)
    load_again()
    assert LessonPage.objects.get(pk=lesson.pk).title == "Judul dari pemateri"


def test_what_a_trainer_unpublished_stays_unpublished():
    lesson = LessonPage.objects.first()
    lesson.unpublish()
    out_of_date(lesson)
    load_again()
    assert not LessonPage.objects.get(pk=lesson.pk).live


def test_what_an_editor_removed_is_not_made_again():
    article = Page.objects.get(slug="memeriksa-sertifikat")
    article.delete()
    load_again()
    assert not Page.objects.filter(slug="memeriksa-sertifikat").exists()


def test_an_edited_question_stays():
    question = Question.objects.first()
    question.text = "Pertanyaan dari pemateri?"
    question.save_revision().publish()
    Sourced.objects.filter(key__endswith=f"questions/{question.slug}").update(digest="older")
    load_again()
    assert Question.objects.get(pk=question.pk).text == "Pertanyaan dari pemateri?"


def test_a_page_that_every_academy_begins_with_is_left_alone_once_edited():
    home = HomePage.objects.get()
    home.headline = "Kata pembuka kami sendiri"
    home.save_revision().publish()
    Sourced.objects.filter(key="site/beranda.yaml").update(digest="older")
    load_again()
    assert HomePage.objects.get().headline == "Kata pembuka kami sendiri"
