"""The search for a person on every page of the workspace."""

import pytest
from django.urls import reverse

from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def coordinator(client):
    user = UserFactory(coordinator=True)
    client.force_login(user)
    return user


def _found(client, typed):
    page = client.get(reverse("courses:find_people"), {"q": typed})
    return [row.user.full_name for row, _address in page.context["found"]]


@pytest.mark.parametrize(
    "typed", ["0812-3456", "+62 812 3456", "ma'ruf", "Maʼruf", "ma’ruf", "MA`RUF", "maruf"]
)
def test_a_person_is_found_by_phone_and_however_the_apostrophe_is_typed(client, coordinator, typed):
    here, foreign = BatchFactory(coordinators=[coordinator]), BatchFactory()
    for batch, phone in ((here, "+6281234567890"), (foreign, "+6281234567891")):
        EnrollmentFactory(batch=batch, user__full_name=f"Ma'ruf {batch.pk}", user__phone=phone)
    assert _found(client, typed) == [f"Ma'ruf {here.pk}"]


def test_who_only_applied_is_found_too_and_once(client, coordinator):
    here = BatchFactory(coordinators=[coordinator])
    applicant = ApplicationFactory(batch=here, user__full_name="Sulastri Ayu")
    assert _found(client, "sulastri") == ["Sulastri Ayu"]
    EnrollmentFactory(batch=here, user=applicant.user)
    assert _found(client, "sulastri") == ["Sulastri Ayu"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_asks_the_same_for_one_and_three(
    client, coordinator, django_assert_num_queries, count
):
    here = BatchFactory(coordinators=[coordinator])
    for _number in range(count):
        EnrollmentFactory(batch=here, user__full_name="Nur Aini")
    client.get(reverse("courses:find_people"))
    with django_assert_num_queries(8):
        assert len(_found(client, "aini")) == count
