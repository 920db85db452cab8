"""Right places of a question: what the form gives to draw them on the picture, and who gets it."""

import pytest
from django.urls import reverse

from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return course_tree(modules=1, lessons=0, assignment=False)


@pytest.fixture
def client(own):
    return signed_in(trainer_of(own.course))


def picture_in(course, **size):
    image = photo(**size)
    image.collection = course.collection
    image.save()
    return image


def address(image):
    return reverse("cms_bank_picture", args=[image.pk])


def test_who_draws_gets_the_picture_in_its_real_pixels_with_the_squares_of_participants(
    client, own
):
    image = picture_in(own.course, width=1200, height=800)
    told = client.get(address(image)).json()
    assert client.get(told.pop("src")).status_code == 200
    assert told == {"width": 1200, "height": 800, "columns": 6, "rows": 4}


def test_a_picture_of_another_course_is_given_to_nobody(client):
    other = course_tree(modules=1, lessons=0, assignment=False)
    trainer_of(other.course)
    assert client.get(address(picture_in(other.course))).status_code == 404


def test_a_picture_whose_file_is_lost_is_said_to_be_gone(client, own):
    image = picture_in(own.course)
    image.file.delete(save=False)
    assert client.get(address(image)).status_code == 404


def test_the_typed_field_stands_in_the_form_and_the_script_on_no_other_page(client, own):
    question = QuestionFactory(course=own.course, kind="hotspot", slug="meja")
    question.spots = "circle 30,40;10,0"
    question.save()
    form = client.get(reverse("wagtailsnippets_cms_question:edit", args=[question.pk]))
    assert "circle 30,40;10,0</textarea>" in form.content.decode()
    assert "js/admin/places" in form.content.decode()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[own.course.pk]))
    assert "js/admin/places" not in page.content.decode()
