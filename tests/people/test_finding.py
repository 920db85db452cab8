"""People are found in every search of the workspace as they are known, however that is typed."""

import pytest
from django.urls import reverse

from academy.people.models import User
from academy.people.names import matching
from tests.courses.world import world
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def aini():
    UserFactory(full_name="Sulastri", phone="+6281399990000")
    return UserFactory(
        full_name="Mohammad Nur'aini",
        username="aini482",
        email="aini@pesantren.example",
        phone="+6281234567890",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "nur'aini",
        "Nur’aini",
        "nuraini",
        "Moh. Nur",
        "muhammad nur",
        "  AINI482 ",
        "Aini@Pesantren.example",
        "0812-3456-7890",
        "+62 812 3456",
        "34567890",
        "٠٨١٢٣٤٥٦٧٨٩٠",
    ],
)
def test_a_person_is_found(aini, typed):
    assert list(User.objects.filter(matching(typed))) == [aini]


@pytest.mark.parametrize("typed", ["000", "62", "nobody", "0812 3456 7891"])
def test_nobody_is_found_by_what_says_nobody(aini, typed):
    assert not User.objects.filter(matching(typed)).exists()


@pytest.mark.parametrize("typed", ["Moh. Nuraini", "0812-3456-7890"])
def test_the_lists_of_the_workspace_find_alike(client, typed):
    here = world(count=2)
    User.objects.filter(pk=here.seats[0].user_id).update(phone="+6281234567890")
    person = User.objects.get(pk=here.seats[0].user_id)
    person.full_name = "Muhammad Nur'aini"
    person.save()
    other = here.seats[1].user.full_name
    for user, name, args in (
        (here.coordinator, "courses:batch_overview", [here.batch.public_id]),
        (here.trainer, "courses:review_queue", []),
    ):
        client.force_login(user)
        text = client.get(reverse(name, args=args), {"q": typed}).text
        assert "Muhammad Nur&#x27;aini" in text
        assert other not in text
