"""Every page of a participant opens, for the own seat alone."""

import pytest
from django.urls import reverse

from courses.queries.learning import read
from tests.courses.learn.world import seat
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_every_page_of_a_course_opens_for_its_participant(client):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    addresses = [place.step.url for place in read(enrollment).places()]
    addresses += ["/belajar/", "/belajar/jadwal/"]
    addresses += [reverse(f"courses:{name}", args=[enrollment.batch.public_id]) for name in ("outline", "marks")]
    answers = {address: client.get(address).status_code for address in addresses}
    assert set(answers.values()) == {200}, answers


def test_somebody_elses_batch_is_not_found(client):
    enrollment, tree = seat()
    client.force_login(UserFactory())
    address = reverse("courses:outline", args=[enrollment.batch.public_id])
    assert client.get(address).status_code == 404
