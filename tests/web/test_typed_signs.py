"""A NUL sign in what comes with a request: PostgreSQL keeps none, and no page breaks for it."""

import pytest
from django.urls import reverse

from courses.models import LessonPosition
from tests.courses.seats import seat
from tests.factories.courses import ApplicationFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def test_what_a_participant_sends_beside_a_form_is_kept_without_it(client):
    enrollment, tree = seat(modules=1)
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, tree.lessons[0].activity_id]
    sent = {"anchor": "cahaya\0-pagi", "\0": "x"}
    assert client.post(reverse("courses:lesson_position", args=ids), sent).status_code == 204
    assert LessonPosition.objects.get().anchor == "cahaya-pagi"


def test_a_reason_typed_beside_a_button_is_kept_without_it(client):
    application = ApplicationFactory(state="verified")
    client.force_login(UserFactory(program_manager=True))
    page = reverse("courses:application_decide", args=[application.public_id])
    client.post(page, {"action": "decline", "reason": "Berkas\0 kurang."})
    application.refresh_from_db()
    assert (application.state, application.reason) == ("declined", "Berkas kurang.")


@pytest.mark.parametrize("address", ["/%00/", "/kursus/a%00b/", "/pengalihan%00"])
def test_an_address_with_one_leads_nowhere(client, address):
    assert client.get(address).status_code == 404


def test_a_search_with_one_finds_what_was_meant(client):
    assert client.get("/cari/", {"q": "foto\0"}).status_code == 200
