"""Pictures as they are handed out: to whom is in `courses/learning/test_files`."""

import pytest
from django.test import Client
from django.urls import reverse

from academy.people.models import User
from cms.models import AcademyImage, CoursePage
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import CoursePageFactory
from tests.factories.files import drawing, photo
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ALONE = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


def shown(image: AcademyImage) -> CoursePage:
    """Return a published course with `image`."""
    course = CoursePageFactory(illustration=image)
    # Known to the index, which factories leave out.
    course.save()
    return course


@pytest.fixture
def course():
    """Return a published course with a photo."""
    return shown(photo())


def test_a_drawing_is_served_so_that_it_can_run_nothing(client):
    course = shown(drawing())
    response = client.get(course.illustration.file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == ALONE


def test_a_picture_that_the_browser_has_is_not_sent_again(client, course):
    address = course.illustration.get_rendition("width-320").url
    first = client.get(address)
    assert b"".join(first.streaming_content)[:2] == b"\xff\xd8"
    again = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_original_of_a_photo_is_for_who_works_with_it(course):
    image = course.illustration
    address = image.file.url
    assert address == reverse("cms_original", args=[image.pk])
    own = trainer_of(course)
    course.refresh_from_db()
    image.collection = course.collection
    image.save()
    stranger, elsewhere = UserFactory(), trainer_of(CoursePageFactory())

    def answer(user: User) -> int:
        return signed_in(user).get(address).status_code

    assert [answer(user) for user in (own, editor())] == [200, 200]
    assert [answer(user) for user in (stranger, elsewhere)] == [302, 404]
    assert Client().get(address).status_code == 302
    # Nor by the address of a drawing.
    assert Client().get(reverse("cms:drawing", args=[image.pk, image.filename])).status_code == 404


def test_nothing_is_served_by_its_name_on_the_disk(client, course):
    image = course.illustration
    for name in (image.file.name, image.get_rendition("width-320").file.name):
        for folder in ("/media/", "/private/", "/gambar/", "/gambar/asli/1/", "/berkas/"):
            assert client.get(folder + name).status_code in {301, 404}


def test_a_picture_costs_a_visitor_few_queries(client, course, django_assert_num_queries):
    address = course.illustration.get_rendition("width-320").url
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
