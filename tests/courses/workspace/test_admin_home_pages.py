"""Where trainers and editors begin in the content admin."""

import re

import pytest
from django.urls import reverse

from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import CoursePageFactory
from tests.factories.course_tree import course_tree
from tests.factories.courses import SubmissionFactory

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def panel(client) -> str:
    html = client.get(HOME).content.decode()
    found = re.search(r'<section class="begin-here">.*?</section>', html, re.S)
    assert found
    return re.sub(r"\s+", " ", found[0])


def test_a_trainer_finds_the_own_courses_what_waits_and_the_way_to_the_workspace():
    tree = course_tree(modules=1, lessons=2, title="Fotografi")
    course_tree(modules=1, lessons=1, title="Kemasan orang lain")
    client = signed_in(trainer_of(tree.course))
    for lesson in tree.lessons:
        lesson.save_revision()
    SubmissionFactory(assignment=tree.assignments[0], course=tree.course)

    shown = panel(client)

    assert reverse("wagtailadmin_explore", args=[tree.course.pk]) in shown
    assert "2 halaman memiliki perubahan yang belum diterbitkan" in shown
    assert "Kemasan orang lain" not in shown
    assert "1 kiriman menunggu ulasan Anda" in shown
    assert reverse("courses:review_queue") in shown
    assert f'href="{reverse("courses:work_home")}"' in shown


def test_a_trainer_without_a_course_reads_why_it_is_empty():
    tree = course_tree(modules=1, lessons=1)
    user = trainer_of(tree.course)
    user.taught_courses.all().delete()
    assert "belum menulis kursus" in panel(signed_in(user))


@pytest.mark.parametrize("count", [1, 3])
def test_an_editor_finds_every_course_with_as_many_questions_to_the_database(
    count, django_assert_num_queries
):
    CoursePageFactory.create_batch(count)
    client = signed_in(editor())
    panel(client)
    with django_assert_num_queries(25):
        assert panel(client).count("wagtailadmin") == 0
