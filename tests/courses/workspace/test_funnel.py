"""The funnel of a batch is read once a minute; who acts sees it at once."""

import pytest
from django.urls import reverse

from academy.core import audit
from courses.models import Enrollment
from courses.models.verbs import CourseVerb
from tests.courses.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def came(client, batch):
    page = client.get(reverse("courses:batch_overview", args=[batch.public_id]))
    return {step.key: step.count for step in page.context["funnel"].steps}["came"]


def test_the_funnel_is_a_minute_old_until_its_reader_does_something(client):
    here = world(3)
    client.force_login(here.coordinator)
    Enrollment.objects.update(first_seen_at=None)
    assert came(client, here.batch) == 0
    Enrollment.objects.filter(pk=here.seats[0].pk).update(first_seen_at=here.seats[0].enrolled_at)
    assert came(client, here.batch) == 0
    audit.record(CourseVerb.ENROLLED, here.seats[0], by=here.coordinator)
    assert came(client, here.batch) == 1
