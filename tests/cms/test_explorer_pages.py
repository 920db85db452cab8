"""The explorer lists modules and activities as participants meet them."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from cms.models import LessonPage
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import LessonPageFactory, ModulePageFactory
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


def listed(client, page, name="wagtailadmin_explore", **query) -> list[str]:
    html = client.get(reverse(name, args=[page.pk]), query).content.decode()
    found = re.findall(r'id="page_(\d+)_title"', html)
    return [Page.objects.get(pk=pk).title for pk in found]


def save_all_below(course) -> None:
    """Bring the pages of `course` into the index of the search."""
    for page in Page.objects.descendant_of(course).specific():
        page.save()


@pytest.fixture
def course():
    tree = course_tree(modules=3, lessons=0, quiz=False, assignment=False)
    # Written last, and so the first of a list by time.
    for page in (tree.modules[0], tree.modules[2], tree.modules[1]):
        page.save_revision()
    return tree, signed_in(trainer_of(tree.course))


def test_modules_stand_in_the_order_of_the_course(course):
    tree, client = course
    assert listed(client, tree.course) == ["Modul 1", "Modul 2", "Modul 3"]


@pytest.mark.parametrize("name", ["wagtailadmin_explore", "wagtailadmin_explore_results"])
def test_what_a_search_or_a_filter_finds_stands_in_this_order_too(course, name):
    tree, client = course
    for number in (3, 1):
        LessonPageFactory(parent=tree.modules[number - 1], title=f"Modul cahaya {number}")
    save_all_below(tree.course)
    wanted = ["Modul 1", "Modul cahaya 1", "Modul 2", "Modul 3", "Modul cahaya 3"]
    assert listed(client, tree.course, name, q="Modul") == wanted
    lessons = ContentType.objects.get_for_model(LessonPage).pk
    found = listed(client, tree.course, name, content_type=lessons)
    assert found == ["Modul cahaya 1", "Modul cahaya 3"]


def test_a_second_page_goes_on_where_the_first_ends():
    tree = course_tree(modules=1, lessons=0, quiz=False, assignment=False)
    client = signed_in(trainer_of(tree.course))
    for number in range(52):
        ModulePageFactory(parent=tree.course, title=f"Bab {number:02}")
    save_all_below(tree.course)
    found = listed(client, tree.course, q="Bab") + listed(client, tree.course, q="Bab", p=2)
    assert found == [f"Bab {number:02}" for number in range(52)]


def test_who_wants_another_order_gets_it(course):
    tree, client = course
    assert listed(client, tree.course, ordering="-title") == ["Modul 3", "Modul 2", "Modul 1"]
