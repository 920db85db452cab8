"""A whole course taken along in one file, and brought elsewhere: all of it, once, or not at all."""

import pytest
from wagtail.models import Page

from cms.models import (
    AcademyImage,
    AssignmentPage,
    CoursePage,
    LessonPage,
    Question,
    QuizPage,
)
from tests.cms.course_files.course import UNFINISHED, file_of, rich_course, rows, told
from tests.cms.people import editor
from tests.courses.writing.test_outline import taught
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def test_a_course_comes_whole_into_an_academy_that_has_none_of_it(from_elsewhere, brought):
    file = brought(from_elsewhere.content, editor())
    assert (file.state, file.said["is_here"]) == ("taken", False)
    assert file.course.course_id == from_elsewhere.course_id
    assert told(file.course) == from_elsewhere.told
    assert not CoursePage.objects.get(course_id=from_elsewhere.course_id).live
    lesson = LessonPage.objects.descendant_of(file.course).first()
    body = lesson.get_latest_revision_as_object().body
    assert body[1].value["image"].title
    link = body[0].value.source
    twin = LessonPage.objects.descendant_of(file.course).order_by("path")[1]
    assert f'linktype="page" id="{twin.pk}"' in link
    quiz = QuizPage.objects.descendant_of(file.course).order_by("path").first()
    draft = quiz.get_latest_revision_as_object()
    assert (draft.max_attempts, draft.pass_mark, draft.quiz_questions.count()) == (5, 80, 2)
    assert draft.shows_mark == "closed"
    assignment = AssignmentPage.objects.descendant_of(file.course).first()
    draft = assignment.get_latest_revision_as_object()
    assert [row.points for row in draft.criteria.all()] == [50, 50]
    [question] = Question.objects.filter(course=file.course, picture__isnull=False)
    assert question.lesson == lesson
    # Its questions are drafts where nothing is chosen, also for who may publish them.
    assert not Question.objects.filter(course=file.course, live=True).exists()


def test_the_same_file_twice_changes_nothing(brought):
    trainer, course = rich_course()
    content = file_of(course, trainer)
    counts = [rows(model) for model in (Page, Question, AcademyImage)]
    revisions = list(Page.objects.order_by("pk").values_list("latest_revision", flat=True))
    for _time in range(2):
        file = brought(content, trainer)
        assert {page["what"] for page in file.said["pages"]} == {"same"}
    assert [rows(model) for model in (Page, Question, AcademyImage)] == counts
    assert list(Page.objects.order_by("pk").values_list("latest_revision", flat=True)) == revisions


def test_what_is_newer_becomes_a_draft_and_what_was_changed_here_later_stays(brought):
    trainer, course = rich_course()
    one, other = LessonPage.objects.descendant_of(course).order_by("path")[:2]
    older = file_of(course, trainer)
    for page, words in ((one, "Lebih baru."), (other, "Lebih baru juga.")):
        page.body = [("text", f"<p>{words}</p>")]
        page.save_revision().publish()
    newer = file_of(course, trainer)
    # Back to what it was, as in the academy that has not seen the newer one.
    one.latest_revision.created_at = one.latest_revision.created_at.replace(year=2020)
    one.latest_revision.save()
    one.body = [("text", "<p>Yang lama.</p>")]
    draft = one.save_revision()
    draft.created_at = draft.created_at.replace(year=2021)
    draft.save()
    file = brought(newer, trainer)
    what = {page["title"]: page["what"] for page in file.said["pages"]}
    assert what[one.title] == "newer"
    assert what[other.title] == "same"
    one.refresh_from_db()
    assert "Lebih baru." in one.get_latest_revision_as_object().body[0].value.source
    file = brought(older, trainer)
    what = {page["title"]: page["what"] for page in file.said["pages"]}
    assert (what[one.title], what[other.title]) == ("left", "left")
    assert "Lebih baru juga." in other.get_latest_revision_as_object().body[0].value.source


def test_another_course_than_the_own_is_taken_from_no_trainer(brought):
    trainer, course = rich_course()
    content = file_of(course, trainer)
    other, _tree = taught(modules=1)
    assert brought(content, other).state == "refused"


def test_a_new_course_needs_who_manages(from_elsewhere, brought):
    assert brought(from_elsewhere.content, UserFactory(trainer=True)).state == "refused"
    assert not CoursePage.objects.filter(course_id=from_elsewhere.course_id).exists()


def test_a_question_of_another_course_here_is_not_taken_over(brought):
    trainer, course = rich_course()
    content = file_of(course, trainer)
    _other, tree = taught(modules=1)
    Question.objects.filter(course=course).update(course=tree.course)
    file = brought(content, trainer)
    assert (file.state, "kursus lain" in file.said["refused"]) == ("refused", True)


def test_its_new_questions_are_published_with_it_where_that_is_chosen(from_elsewhere, brought):
    file = brought(from_elsewhere.content, editor(), publish_questions=True)
    is_live = dict(Question.objects.filter(course=file.course).values_list("text", "live"))
    assert is_live.pop(UNFINISHED) is False
    assert is_live
    assert all(is_live.values())
    assert file.said["left_drafts"] == [UNFINISHED]
    quiz = QuizPage.objects.descendant_of(file.course).order_by("path").first()
    quiz.get_latest_revision().publish()
    quiz.refresh_from_db()
    assert quiz.live
