"""A card lets its person in once, by its code or by its PIN; a newer one ends it."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone

from academy.people.entrance.actions import change_secret, reset_pin
from academy.people.entrance.cards import card_address, holder_of
from academy.people.models import Access, AccessKind, User
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def santri():
    user = UserFactory(full_name="Sulastri Rahayu")
    reset_pin(user=user, by=None)
    return User.objects.get(pk=user.pk)


def address(user: User) -> str:
    return urlsplit(card_address(user)).path


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_code_lets_in_after_one_tap_and_an_own_pin_is_chosen(client, santri):
    place = address(santri)
    page = client.get(place)
    # A chat that looks at the link signs nobody in, and uses nothing up.
    assert "Masuk sebagai Sulastri Rahayu?" in page.text
    assert not signed_in(client)
    answer = client.post(place, follow=True)
    assert signed_in(client)
    assert answer.redirect_chain[-1][0] == "/akun/pin-baru/"
    assert Access.objects.filter(kind=AccessKind.SIGNED_IN, who=santri).count() == 1


def test_it_lets_in_once(client, santri):
    place = address(santri)
    client.post(place)
    other = Client()
    for answer in (other.get(place), other.post(place)):
        assert "tidak berlaku lagi" in answer.text
    assert not signed_in(other)


def test_who_has_typed_the_pin_has_used_the_card(client, santri):
    place = address(santri)
    User.objects.filter(pk=santri.pk).update(last_login=timezone.now())
    client.post(place)
    assert not signed_in(client)


@pytest.mark.parametrize("ends", ["newer card", "own PIN", "closed", "erased"])
def test_what_ends_a_card(client, santri, ends):
    place = address(santri)
    if ends == "newer card":
        reset_pin(user=santri, by=None)
    elif ends == "own PIN":
        change_secret(user=santri, new="271828")
    elif ends == "closed":
        User.objects.filter(pk=santri.pk).update(is_active=False)
    else:
        User.objects.filter(pk=santri.pk).update(erased_at=timezone.now())
    assert client.post(place).status_code == 200
    assert not signed_in(client)


def test_a_card_printed_before_its_pin_is_in_force_lets_in_once_that_is(client, santri):
    later = UserFactory()
    place = urlsplit(card_address(santri, encoded=later.password)).path
    client.post(place)
    assert not signed_in(client)
    reset_pin(user=santri, by=None, secret="-", encoded=later.password)
    client.post(place)
    assert signed_in(client)


def test_the_card_of_another_does_not_push_out_who_is_signed_in(client, santri):
    classmate = UserFactory(full_name="Nur Aini")
    client.force_login(classmate)
    page = client.post(address(santri))
    assert "Nur Aini" in page.text
    assert client.session["_auth_user_id"] == str(classmate.pk)
    # And the card is not used up by it.
    assert "Masuk sebagai" in Client().get(address(santri)).text


def test_nobody_guesses_a_card(santri):
    key = address(santri).split("/")[-2]
    assert len(key) == 24
    assert holder_of(santri.username, key) == santri
    assert holder_of(santri.username, key[:-1] + "7") is None
    assert holder_of("tidakada123", key) is None


def test_who_has_a_second_step_is_asked_for_it(client):
    trainer = UserFactory(trainer=True)
    reset_pin(user=trainer, by=None)
    answer = client.post(address(User.objects.get(pk=trainer.pk)))
    assert answer.url.startswith("/masuk/kode/")
    assert not signed_in(client)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_two_handsets_with_one_card_at_the_same_moment(santri):
    place = address(santri)

    def use(_number: int) -> bool:
        client = Client()
        try:
            client.post(place)
            return signed_in(client)
        finally:
            close_old_connections()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(use, range(4))) == 1
