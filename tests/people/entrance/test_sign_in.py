from typing import ClassVar

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.test import Client

from academy.people.entrance.forms import SHARED_PHONE, WRONG
from academy.people.entrance.identity import find_user
from tests.factories.people import PASSWORD, PIN, UserFactory

pytestmark = pytest.mark.django_db


def attempt(login, secret, client=None):
    answer = (client or Client()).post("/masuk/", {"login": login, "password": secret})
    if answer.status_code == 302:
        return "in"
    return answer.context["form"].non_field_errors()[0]


@pytest.mark.parametrize(
    "login",
    [
        "sulastri482",
        " Sulastri482 ",
        "ning@pesantren.example",
        "NING@Pesantren.Example",
        "081234567890",
        "+62 812-3456-7890",
        "6281234567890",
        "٠٨١٢٣٤٥٦٧٨٩٠",
    ],
)
def test_user_name_e_mail_and_phone_lead_to_the_same_person(login):
    user = UserFactory(
        username="sulastri482", email="ning@pesantren.example", phone="+6281234567890", pin=True
    )
    assert find_user(login) == user
    assert attempt(login, PIN) == "in"


def test_a_phone_that_two_people_share_says_so_and_the_user_name_works():
    people = [UserFactory(phone="+6281234567890", pin=True) for _number in range(2)]
    answer = Client().post("/masuk/", {"login": "0812 3456 7890", "password": PIN})
    assert answer.context["form"].errors == {"login": [str(SHARED_PHONE)]}
    assert [attempt(person.username, PIN) for person in people] == ["in", "in"]


def test_the_account_says_that_a_shared_phone_signs_nobody_in():
    user = UserFactory(phone="+6281234567890")
    client = Client()
    client.force_login(user)
    assert client.get("/akun/").context["shares_phone"] is False
    UserFactory(phone="+6281234567890")
    assert client.get("/akun/").context["shares_phone"] is True


PASTED = "\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u061c\u180e\u3164\ufe0f"


@pytest.mark.parametrize("mark", PASTED)
def test_signs_pasted_unseen_break_neither_name_nor_pin(mark):
    UserFactory(username="sulastri482", phone="+6281234567890", pin=True)
    assert attempt(f"{mark}sulastri{mark}482{mark}", f"{mark}271{mark}828{mark}") == "in"
    assert attempt(f"{mark}0812-3456{mark}-7890", PIN) == "in"


def test_a_pin_typed_with_arabic_digits_or_a_blank_behind_it_is_the_same_pin():
    UserFactory(username="sulastri1", pin=True)
    assert attempt("sulastri1", "٢٧١٨٢٨") == "in"
    assert attempt("sulastri1", "271828 ") == "in"


def test_a_wrong_pin_an_unknown_name_and_a_closed_account_get_the_same_answer():
    UserFactory(username="ada", pin=True)
    UserFactory(username="tutup", pin=True, is_active=False)
    assert [attempt("ada", "000001"), attempt("tiada", "000002"), attempt("tutup", PIN)] == [
        str(WRONG)
    ] * 3


class CountingHasher(MD5PasswordHasher):
    """Counts how often it was asked to work."""

    algorithm = "counting"
    asked: ClassVar[list[str]] = []

    def encode(self, password, salt):
        self.asked.append(password)
        return super().encode(password, salt)


def test_an_unknown_account_costs_as_much_work_as_a_known_one(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    UserFactory(username="ada", password=make_password("271828"))
    work = []
    for login in ("ada", "tiada"):
        CountingHasher.asked.clear()
        attempt(login, "000001")
        work.append(CountingHasher.asked.copy())
    assert work == [["000001"], ["000001"]]


def test_the_same_secret_sent_twice_is_checked_twice_and_counted_once():
    UserFactory(username="ada", pin=True)
    client = Client()
    assert [attempt("ada", PIN, client), attempt("ada", PIN)] == ["in", "in"]
    assert [attempt("ada", "000001"), attempt("ada", "000001")] == [str(WRONG)] * 2


def test_sixty_people_sign_in_within_a_minute_from_one_address():
    people = [UserFactory(pin=True) for _number in range(60)]
    assert [attempt(person.username, PIN) for person in people] == ["in"] * 60


def test_the_sign_in_page_leads_to_help_and_is_not_kept_by_the_browser():
    answer = Client().get("/masuk/")
    assert "/masuk/lupa-pin/" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/masuk/lupa-pin/").status_code == 200


def test_there_is_no_sign_up_form_and_google_shows_only_where_it_is_set_up(settings):
    assert "Google" not in Client().get("/masuk/").content.decode()
    settings.GOOGLE_CLIENT_ID = "id"
    settings.ROOT_URLCONF = "tests.people.entrance.google_urls"
    assert "/masuk/google/" in Client().get("/masuk/").content.decode()


@pytest.mark.parametrize(
    ("traits", "place"),
    [
        ({}, "/belajar/"),
        ({"companion": True}, "/kerja/"),
        ({"coordinator": True}, "/kerja/"),
        ({"trainer": True}, "/kerja/"),
        ({"partner": True}, "/kerja/"),
        ({"editor": True}, "/admin/"),
    ],
)
def test_after_sign_in_each_role_comes_to_its_place(traits, place):
    client = Client()
    client.force_login(UserFactory(**traits))
    assert client.get("/masuk/lanjut/").url == place


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example", "/\\jahat.example"]
)
def test_sign_in_never_leads_to_another_site(target):
    user = UserFactory(pin=True)
    answer = Client().post("/masuk/", {"login": user.username, "password": PIN, "next": target})
    assert answer.url == "/masuk/lanjut/"


def test_the_password_is_asked_for_even_where_only_the_name_is_known():
    user = UserFactory()
    answer = Client().post("/masuk/", {"login": user.username, "password": ""})
    assert answer.context["form"].errors.keys() == {"password"}
    assert attempt(user.username, PASSWORD) == "in"
