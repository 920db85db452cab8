"""People are found in every search of the workspace as they are known, however that is typed."""

import pytest
from django.urls import reverse

from academy.people.models import User
from academy.people.particulars.names import matching
from courses.models import Enrollment
from tests.courses.world import world
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import MembershipFactory, UserFactory

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
    assert list(User.objects.filter(matching(typed, by_contact=True))) == [aini]


@pytest.mark.parametrize("typed", ["000", "62", "nobody", "0812 3456 7891"])
def test_nobody_is_found_by_what_says_nobody(aini, typed):
    assert not User.objects.filter(matching(typed, by_contact=True)).exists()


@pytest.mark.parametrize("typed", ["0812-3456", "Aini@Pesantren.example"])
def test_who_sees_no_contact_finds_nobody_by_it(aini, typed):
    assert not User.objects.filter(matching(typed)).exists()


@pytest.mark.parametrize("typed", ["Moh. Nuraini", "0812-3456-7890"])
def test_the_lists_of_the_workspace_find_alike(client, typed):
    here = world(count=2)
    User.objects.filter(pk=here.seats[0].user_id).update(phone="+6281234567890")
    person = User.objects.get(pk=here.seats[0].user_id)
    person.full_name = "Muhammad Nur'aini"
    person.save()
    companion = MembershipFactory(pesantren=here.seats[0].pesantren, role="companion").user
    EnrollmentFactory(batch=here.batch, pesantren=here.seats[0].pesantren)
    # A trainer sees no phone, and so finds nobody by one.
    by_name = [] if typed[0].isdigit() else [(here.trainer, "courses:review_queue", [])]
    for user, name, args in (
        (here.coordinator, "courses:batch_overview", [here.batch.public_id]),
        (companion, "courses:companion", []),
        *by_name,
    ):
        client.force_login(user)
        text = client.get(reverse(name, args=args), {"q": typed}).text
        assert text.count("Muhammad Nur&#x27;aini</a>") == 1
        others = Enrollment.objects.exclude(user=person).values_list("user__full_name", flat=True)
        assert [other for other in others if f"{other}</a>" in text] == []
