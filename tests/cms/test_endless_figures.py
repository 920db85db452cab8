"""A figure of thousands of digits, which Python refuses to read, is nonsense and no error."""

import pytest
from django.urls import reverse

from cms.lessons.markup import rich
from cms.models import LessonPage
from cms.queries.course_file import Stored
from courses.models import Batch
from tests.cms.people import signed_in
from tests.courses.writing.test_outline import taught
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ENDLESS = "9" * 5000


@pytest.fixture
def place():
    """A trainer's browser, and the course that the trainer writes."""
    trainer, tree = taught(modules=1)
    return signed_in(trainer), tree


@pytest.mark.parametrize(
    ("posted", "status"),
    [
        ({"act": "publish", "seen": ENDLESS}, 302),
        ({"act": f"back:{ENDLESS}"}, 404),
    ],
)
def test_a_version_that_cannot_be_is_none(place, posted, status):
    client, tree = place
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
    lesson.save_revision()
    address = reverse("courses:writing_act", args=[tree.course.course_id, lesson.activity_id])
    assert client.post(address, posted).status_code == status


def test_questions_that_cannot_be_are_not_written_into_a_file(place):
    client, _tree = place
    address = reverse("cms_bank_export")
    assert client.get(address, {"format": "gift", "ids": ENDLESS}).context["count"] == 0


@pytest.mark.parametrize("action", ["describe", "publish", "export"])
def test_questions_that_cannot_be_are_not_found_by_an_act_on_many(place, action):
    client, _tree = place
    address = reverse("wagtail_bulk_action", args=["cms", "question", action])
    assert client.get(address, {"id": ENDLESS}).status_code == 404


def test_a_rubric_that_cannot_be_is_not_taken(place):
    client, tree = place
    address = reverse("cms_rubrics", args=[tree.assignments[0].pk])
    assert client.post(address, {"take": ENDLESS}).status_code == 404


def test_a_file_as_large_as_cannot_be_is_not_begun(place):
    client, _tree = place
    sent = {"name": "a.mp4", "size": ENDLESS, "modified": "1"}
    assert client.post(reverse("cms_upload"), sent).status_code == 422


def test_a_link_to_what_cannot_be_leaves_its_words(place):
    _client, tree = place
    assert "baca" in rich(f"[baca](#{ENDLESS})")
    assert Stored(tree.course).link("page", ENDLESS) is None
    assert Stored(tree.course).link("document", ENDLESS) is None


@pytest.mark.parametrize("act", ["adopt", "release"])
def test_an_activity_that_cannot_be_is_not_demanded(act):
    batch = BatchFactory()
    client = signed_in(UserFactory(program_manager=True))
    address = reverse("courses:batch_activities", args=[batch.public_id])
    assert client.post(address, {"action": f"{act}:{ENDLESS}"}).status_code == 302
    assert Batch.objects.get().pk == batch.pk
