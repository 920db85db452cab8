from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from academy.core.models import AuditEntry
from academy.people.accounts.actions.roles import grant_role, revoke_role
from academy.people.errors import LastManager
from academy.people.models import Role, RoleGrant
from academy.people.registry.actions.memberships import add_membership, end_membership
from tests.factories.people import PIN, PesantrenFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_role_is_granted_once_logged_and_taken_back():
    manager, user = UserFactory(program_manager=True), UserFactory()
    grant_role(user=user, role=Role.EDITOR, by=manager)
    grant_role(user=user, role=Role.EDITOR, by=manager)
    assert (user.roles, user.is_staff) == ({"editor"}, True)
    assert list(user.groups.values_list("name", flat=True)) == ["editor"]
    revoke_role(user=user, role=Role.EDITOR, by=manager)
    assert (user.roles, user.is_staff, user.groups.count()) == (set(), False, 0)
    assert list(AuditEntry.objects.about(user).values_list("verb", "data")) == [
        ("role_granted", {"role": "editor"}),
        ("role_revoked", {"role": "editor"}),
    ]


def test_the_last_program_manager_stays():
    manager = UserFactory(program_manager=True)
    with pytest.raises(LastManager):
        revoke_role(user=manager, role=Role.PROGRAM_MANAGER, by=manager)
    assert manager.is_program_manager


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
def test_of_two_managers_who_take_the_role_from_each_other_at_once_one_stays():
    first, second = UserFactory(program_manager=True), UserFactory(program_manager=True)
    both_there = Barrier(2)

    def revoke(user, by):
        both_there.wait()
        try:
            revoke_role(user=user, role=Role.PROGRAM_MANAGER, by=by)
        except LastManager:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(max_workers=2) as threads:
        answers = list(threads.map(revoke, [first, second], [second, first]))
    assert sorted(answers) == ["done", "refused"]
    assert RoleGrant.objects.filter(role=Role.PROGRAM_MANAGER).count() == 1


def test_a_companion_who_comes_back_is_one_membership():
    ustadz, pesantren = UserFactory(), PesantrenFactory()
    first = add_membership(user=ustadz, pesantren=pesantren, role="companion", by=None)
    assert ustadz.companion_of == {pesantren.pk}
    end_membership(membership=first, by=None)
    again = add_membership(user=ustadz, pesantren=pesantren, role="companion", by=None)
    assert (again.pk, again.ended_on, ustadz.companion_of) == (first.pk, None, {pesantren.pk})


@pytest.mark.parametrize("role", Role)
def test_with_the_first_role_a_password_takes_the_place_of_the_pin(role):
    user = UserFactory(pin=True)
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": PIN})
    grant_role(user=user, role=role, by=None)
    assert client.get("/akun/").url == "/akun/pin-baru/"
    pin = client.post("/akun/pin-baru/", {"new": "482915", "again": "482915"})
    assert pin.context["form"].errors["new"] == [
        "Peran Anda memerlukan kata sandi sedikitnya 12 karakter; PIN saja tidak cukup. "
        "Empat kata yang tidak saling berkaitan sudah baik."
    ]
    assert "PIN saja tidak cukup. Pilih kata sandi" in pin.content.decode()
    password = {"new": "jendela sambal kitab", "again": "jendela sambal kitab"}
    assert client.post("/akun/pin-baru/", password).url == "/masuk/lanjut/"
    user.refresh_from_db()
    assert (user.must_change_secret, user.check_password("jendela sambal kitab")) == (False, True)


def test_a_second_role_asks_for_no_new_password():
    user = UserFactory(trainer=True)
    grant_role(user=user, role=Role.COORDINATOR, by=None)
    assert not user.must_change_secret
