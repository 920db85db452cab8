"""A number in an address that is too large for any key finds nothing; it breaks no page."""

import pytest
from django.urls import reverse

from academy.people.models import User
from cms.models import AssignmentPage
from courses.models import Batch, Submission
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

HUGE = int("9" * 30)


@pytest.mark.parametrize(
    "found",
    [
        lambda: User.objects.filter(pk=HUGE),
        lambda: User.objects.filter(pk__in=[HUGE, -HUGE]),
        lambda: AssignmentPage.objects.filter(pk=HUGE),
        lambda: AssignmentPage.objects.filter(pk__in=[HUGE]),
        lambda: Submission.objects.filter(assignment=HUGE),
        lambda: Submission.objects.filter(assignment_id__in=[HUGE]),
        lambda: Batch.objects.filter(program=-HUGE),
        lambda: Submission.objects.filter(assignment__in=AssignmentPage.objects.filter(pk=HUGE)),
    ],
)
def test_a_key_that_cannot_be_is_no_error(found):
    assert list(found()) == []


def test_what_fits_is_found_beside_what_does_not():
    siti = UserFactory()
    assert list(User.objects.filter(pk__in=[HUGE, siti.pk])) == [siti]
    assert User.objects.exclude(pk__in=[HUGE]).filter(pk=siti.pk).exists()


@pytest.mark.parametrize(
    "address", ["courses:review_queue", "courses:gallery_desk", "courses:questions_desk"]
)
def test_a_list_opens_with_a_filter_that_cannot_be(client, address):
    client.force_login(UserFactory(trainer=True))
    sent = {"assignment": HUGE, "batch": HUGE, "course": HUGE, "activity": HUGE}
    assert client.get(reverse(address), sent).status_code == 200
