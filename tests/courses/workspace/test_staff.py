"""A program manager gives roles, courses and pesantren to people who work here."""

from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from openpyxl import load_workbook

from academy.people.models import User
from tests.courses.world import world
from tests.factories.people import MembershipFactory, PesantrenFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    user = UserFactory(program_manager=True)
    client.force_login(user)
    return user


def save(client, person, **asked):
    address = reverse("courses:staff_person", args=[person.public_id])
    return client.post(address, {"roles": [], "nspp": "", **asked})


def test_a_new_trainer_gets_an_account_a_course_and_a_pin(client, manager):
    here = world()
    client.post(reverse("courses:staff_new"), {"full_name": "Maya Kholidatul Azmi"})
    maya = User.objects.get(full_name="Maya Kholidatul Azmi")
    save(client, maya, roles=["trainer"], courses=[here.tree.course.pk])
    page = client.post(reverse("courses:staff_access", args=[maya.public_id]))
    maya = User.objects.get(pk=maya.pk)
    assert (maya.is_trainer, maya.is_staff, maya.must_change_secret) == (True, True, True)
    assert maya.check_password(page.context["pin"])
    client.force_login(maya)
    assert maya.taught_courses.get().course_id == here.tree.course.pk


def test_a_role_taken_away_takes_its_courses_along(client, manager):
    here = world()
    save(client, here.trainer, roles=[])
    assert not here.trainer.role_grants.exists()
    assert not here.trainer.taught_courses.exists()


def test_a_companion_is_named_by_the_nspp_and_a_wrong_one_is_told(client, manager):
    person, place = UserFactory(), PesantrenFactory()
    page = save(client, person, nspp="510035999999")
    assert "510035999999" in page.content.decode()
    save(client, person, nspp=place.nspp)
    assert User.objects.get(pk=person.pk).companion_of == {place.pk}


def test_the_last_manager_cannot_lock_everybody_out(client, manager):
    page = save(client, manager, roles=["trainer"])
    assert page.status_code == 200
    assert User.objects.get(pk=manager.pk).is_program_manager


def test_a_lost_phone_loses_the_second_factor(client, manager):
    trainer = UserFactory(trainer=True)
    client.post(reverse("courses:staff_access", args=[trainer.public_id]))
    assert not Authenticator.objects.filter(user=trainer).exists()


def test_coordinators_do_not_give_roles(client):
    coordinator = UserFactory(coordinator=True)
    client.force_login(coordinator)
    assert client.get(reverse("courses:staff")).status_code == 403
    assert save(client, coordinator, roles=["program_manager"]).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(
    client, manager, django_assert_num_queries, count
):
    for _number in range(count):
        UserFactory(trainer=True)
    client.get(reverse("courses:staff"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("courses:staff"))


LIST_QUERIES = 11


def test_the_list_names_a_companion_as_one_and_so_does_the_spreadsheet(client, manager):
    here = world()
    MembershipFactory(user=here.trainer, role="companion")
    page = client.get(reverse("courses:staff"), {"role": "companion"})
    assert [roles for _person, roles in page.context["rows"]] == [["Pemateri", "Pendamping"]]
    book = client.get(reverse("courses:staff"), {"role": "companion", "format": "xlsx"})
    sheet = load_workbook(BytesIO(book.content)).active
    assert [cell.value for cell in sheet["E"]][-1] == "Pemateri, Pendamping"


def test_ones_account_keeps_the_places_of_the_workspace(client, manager):
    page = client.get("/akun/")
    assert reverse("courses:staff") in page.content.decode()
