"""A batch set up by mistake goes; one to which people came stays in the record."""

import pytest
from django.urls import reverse

from academy.core.models import AuditEntry
from courses.models import Batch, EnrollmentState
from courses.programs.actions import deleting
from tests.factories.batches import SavedFilterFactory, TimetableShiftFactory
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
    EnrollmentFactory,
    SessionFactory,
)
from tests.factories.people import UserFactory
from tests.factories.sharing import AnnouncementFactory

pytestmark = pytest.mark.django_db


def test_a_batch_with_people_in_it_is_not_deleted_and_the_page_says_why(client):
    batch = BatchFactory(coordinators=[UserFactory(coordinator=True)])
    EnrollmentFactory(batch=batch, state=EnrollmentState.WITHDRAWN)
    ApplicationFactory(batch=batch)
    client.force_login(batch.coordinators.get())
    address = reverse("courses:batch_delete", args=[batch.public_id])
    page = client.post(address, follow=True).content.decode()
    assert "2 orang mendaftar di sini" in page
    assert Batch.objects.filter(pk=batch.pk).exists()


def test_a_batch_that_nobody_came_to_goes_with_its_sessions_and_filters(client):
    batch = BatchFactory(coordinators=[UserFactory(coordinator=True)])
    SessionFactory(batch=batch)
    SavedFilterFactory(batch=batch)
    TimetableShiftFactory(batch=batch)
    client.force_login(batch.coordinators.get())
    address = reverse("courses:batch_delete", args=[batch.public_id])
    assert str(batch) in client.get(address).content.decode()
    assert client.post(address).url == reverse("courses:work_batches")
    assert not Batch.objects.filter(pk=batch.pk).exists()
    entry = AuditEntry.objects.about(batch.program).get(verb="batch deleted")
    assert entry.data == {"batch": batch.pk, "number": batch.number}


def test_a_batch_in_which_something_was_said_stays():
    said = AnnouncementFactory(batch=BatchFactory())
    with pytest.raises(deleting.InUse):
        deleting.delete_batch(batch=said.batch, by=UserFactory(coordinator=True))
    assert Batch.objects.filter(pk=said.batch_id).exists()
