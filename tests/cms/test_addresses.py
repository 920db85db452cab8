"""A page has an address, whatever a slow phone or a busy trainer leaves out."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import ModulePage
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import CoursePageFactory, ModulePageFactory
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


def form_of(title: str, slug: str) -> dict[str, str]:
    fields = {"title": title, "slug": slug, "summary": "Kertas dan kaca.", "illustration": ""}
    return nested_form_data(fields | {"comments": inline_formset([])})


def add(course: Page, title: str, slug: str = ""):
    client = signed_in(trainer_of(course))
    address = reverse("wagtailadmin_pages:add", args=["cms", "modulepage", course.pk])
    return client.post(address, form_of(title, slug), follow=True)


def addresses(course: Page) -> list[str]:
    return list(ModulePage.objects.child_of(course).order_by("pk").values_list("slug", flat=True))


def test_saved_before_the_editors_scripts_have_come_a_page_gets_the_address_of_its_title():
    course = CoursePageFactory()
    add(course, "Bahan & Kemasan")
    assert addresses(course) == ["bahan-kemasan"]


@pytest.mark.parametrize("typed_by_the_script", ["", "kuis"])
def test_pages_of_one_title_stand_beside_each_other(typed_by_the_script):
    course = CoursePageFactory()
    for _page in range(3):
        add(course, "Kuis", typed_by_the_script)
    assert addresses(course) == ["kuis", "kuis-2", "kuis-3"]


def test_a_title_without_letters_is_no_obstacle():
    course = CoursePageFactory()
    add(course, "★★★")
    add(course, "???")
    assert addresses(course) == ["halaman", "halaman-2"]


def test_an_address_typed_by_hand_that_a_neighbour_has_is_said_in_words():
    course = CoursePageFactory()
    add(course, "Kuis", "kuis")
    answer = add(course, "Latihan", "kuis")
    assert "Halaman lain di tempat ini sudah memakai alamat itu." in answer.content.decode()
    assert addresses(course) == ["kuis"]


def test_a_page_that_is_written_again_keeps_its_address():
    tree = course_tree(modules=1, lessons=1)
    module = ModulePageFactory(parent=tree.course, title="Kuis", slug="kuis")
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    signed_in(trainer_of(tree.course)).post(address, form_of("Kuis", "kuis"))
    assert addresses(tree.course)[-1] == "kuis"
