import pytest

from cms.outline import outlines
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


def test_the_outline_lists_what_is_published_in_order():
    tree = course_tree(modules=2, lessons=1)
    outline = outlines([tree.course.pk])[tree.course.pk]
    assert [
        (module.title, [(activity.kind, activity.title) for activity in module.activities])
        for module in outline.modules
    ] == [
        ("Modul 1", [("lesson", "Materi 1.1"), ("quiz", "Kuis modul 1")]),
        (
            "Modul 2",
            [
                ("lesson", "Materi 2.1"),
                ("quiz", "Kuis modul 2"),
                ("assignment", "Tugas akhir"),
            ],
        ),
    ]


def test_an_outline_costs_three_queries_cold_and_none_warm(django_assert_num_queries):
    tree = course_tree(modules=3, lessons=3)
    with django_assert_num_queries(3):
        outlines([tree.course.pk])
    with django_assert_num_queries(0):
        outlines([tree.course.pk])


def test_quizzes_and_assignments_are_graded_and_a_pre_test_is_not():
    tree = course_tree(modules=1, lessons=1)
    tree.quizzes[0].kind = "pre_test"
    tree.quizzes[0].save()
    graded = [(page.title, page.is_graded) for page in tree.activities]
    assert graded == [("Materi 1.1", False), ("Kuis modul 1", False), ("Tugas akhir", True)]
