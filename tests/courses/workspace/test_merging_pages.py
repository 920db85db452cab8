"""What the page of two accounts says before they are merged."""

import datetime as dt

import pytest
from django.urls import reverse

from academy.people.models import User
from tests.courses.world import world
from tests.factories.courses import EnrollmentFactory

pytestmark = pytest.mark.django_db
SAME = {"full_name": "Siti Aminah", "birth_on": dt.date(2006, 1, 2), "gender": "female"}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, []),
        ({"full_name": "SITI  AMINAH"}, []),
        ({"birth_on": None, "gender": ""}, []),
        ({"full_name": "Siti Maimunah"}, ["nama lengkap"]),
        ({"birth_on": dt.date(2007, 1, 2), "gender": "male"}, ["tanggal lahir", "jenis kelamin"]),
    ],
)
def test_where_two_accounts_look_like_two_people_the_page_asks_to_make_sure(client, other, said):
    here = world()
    one, two = (
        EnrollmentFactory(batch=here.batch, **{f"user__{key}": text for key, text in facts.items()})
        for facts in (SAME, SAME | other)
    )
    client.force_login(here.coordinator)
    address = reverse("courses:merge", args=[one.user.public_id, two.user.public_id])
    text = client.get(address).text
    assert ("Pastikan dahulu" in text) == bool(said)
    assert all(what in text for what in said)


def test_the_user_name_that_must_be_typed_is_not_called_optional(client):
    here = world()
    one, two = (EnrollmentFactory(batch=here.batch).user for _account in range(2))
    User.objects.filter(pk=two.pk).update(full_name=one.full_name, name_key=one.name_key)
    here.batch.enrollments.filter(user=two).update(state="withdrawn")
    client.force_login(here.coordinator)
    address = reverse("courses:merge", args=[one.public_id, two.public_id])
    sent = {"stays": str(one.public_id), "reason": "Mendaftar dua kali."}
    answer = client.post(address, sent)
    assert answer.context["is_previewed"]
    assert answer.context["form"].fields["ending"].required
