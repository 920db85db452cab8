"""The lesson that answers a question: chosen in its form, of its own course alone."""

import pytest

from cms.models import CoursePage
from cms.queries.lessons import lessons_by_module
from tests.cms.bank_forms import edit_address, first_of, form_of
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import LessonPageFactory
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return course_tree(modules=1, lessons=0, assignment=False)


@pytest.fixture
def other():
    return course_tree(modules=1, lessons=0, assignment=False)


@pytest.fixture
def client(own):
    return signed_in(trainer_of(own.course))


def test_a_question_is_said_to_stand_in_a_lesson_of_its_own_course(client, own, other):
    lessons = [
        LessonPageFactory(parent=tree.modules[0], title=title)
        for tree, title in ((own, "Cahaya dari samping"), (other, "Rahasia kursus lain"))
    ]
    question = first_of(own)
    html = client.get(edit_address(question)).content.decode()
    assert "Cahaya dari samping" in html
    assert "Rahasia kursus lain" not in html
    client.post(edit_address(question), form_of(question, lesson=lessons[0].pk))
    question.refresh_from_db()
    assert question.lesson == lessons[0]
    answer = client.post(edit_address(question), form_of(question, lesson=lessons[1].pk))
    assert answer.status_code == 200
    assert "Rahasia kursus lain" not in answer.content.decode()
    question.refresh_from_db()
    assert question.lesson == lessons[0]


def test_who_has_two_courses_chooses_no_lesson_of_the_other_one(own, other):
    lesson = LessonPageFactory(parent=other.modules[0], title="Kursus yang lain")
    question = first_of(own)
    answer = signed_in(editor()).post(edit_address(question), form_of(question, lesson=lesson.pk))
    assert "Pilih materi dari kursus soal ini." in answer.content.decode()
    question.refresh_from_db()
    assert question.lesson is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_lessons_to_choose_are_asked_for_at_once(count, django_assert_num_queries):
    trees = [course_tree(modules=2, lessons=2, quiz=False, assignment=False) for _ in range(count)]
    courses = CoursePage.objects.all()
    with django_assert_num_queries(3):
        groups = lessons_by_module(courses)
    assert [(name, [title for _pk, title in lessons]) for name, lessons in groups] == [
        (f"{tree.course.title}: {module.title}", [f"Materi {at}.1", f"Materi {at}.2"])
        for tree in trees
        for at, module in enumerate(tree.modules, 1)
    ]
