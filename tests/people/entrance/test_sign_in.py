import datetime as dt
from typing import ClassVar

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from academy.people.entrance import throttle
from academy.people.entrance.forms import WRONG
from academy.people.entrance.identity import find_user
from academy.people.models import GuessCount
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


def open_gate(found: throttle.Attempt) -> None:
    """Let the seconds pass for which the account waits."""
    GuessCount.objects.filter(key=found.key).update(closed_until=None)


def test_a_phone_that_two_people_share_signs_nobody_in():
    for _number in range(2):
        UserFactory(phone="+6281234567890", pin=True)
    assert attempt("081234567890", PIN) == str(WRONG)


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


def test_after_each_wrong_attempt_the_account_waits_longer_but_thirty_seconds_at_most():
    user = UserFactory(username="ada", pin=True)
    waits = []
    for number in range(7):
        found = throttle.begin(login="ada", user=user, secret=f"00000{number}", device_knows=False)
        throttle.failed(found)
        wait = throttle.begin(login="ada", user=user, secret="other", device_knows=False)
        waits.append(wait.seconds)
        open_gate(found)
    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_the_wait_is_told_in_words_and_the_right_pin_works_after_it():
    user = UserFactory(username="ada", pin=True)
    attempt("ada", "000001")
    with override("en"):
        answer = Client(headers={"cookie": "django_language=en"}).post(
            "/masuk/", {"login": "ada", "password": PIN}
        )
    assert answer.context["form"].non_field_errors() == [
        "The last attempt was not right. Wait 1 second, then try again. Your account is not locked."
    ]
    found = throttle.begin(login="ada", user=user, secret="000001", device_knows=False)
    open_gate(found)
    assert attempt("ada", PIN) == "in"


def test_the_same_secret_sent_twice_is_checked_twice_and_counted_once():
    UserFactory(username="ada", pin=True)
    client = Client()
    assert [attempt("ada", PIN, client), attempt("ada", PIN)] == ["in", "in"]
    assert [attempt("ada", "000001"), attempt("ada", "000001")] == [str(WRONG)] * 2


def test_guessing_elsewhere_does_not_make_the_owner_wait_on_a_device_that_knows_them():
    UserFactory(username="ada", pin=True)
    own = Client()
    assert attempt("ada", PIN, own) == "in"
    own.post("/keluar/")
    attempt("ada", "000001")
    assert attempt("ada", PIN) not in {"in", str(WRONG)}
    assert attempt("ada", PIN, own) == "in"


def test_one_pin_tried_on_many_accounts_is_closed_for_all():
    for number in range(throttle.SPRAY_LIMIT):
        UserFactory(username=f"santri{number}", pin=True)
        assert attempt(f"santri{number}", "482915") == str(WRONG)
    UserFactory(username="korban", password=UserFactory.build(secret="482915").password)
    assert attempt("korban", "482915") == str(throttle.SPRAYED)
    assert attempt("tiada", "482915") == str(throttle.SPRAYED)
    UserFactory(username="lain", pin=True)
    assert attempt("lain", PIN) == "in"


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


def test_what_was_counted_outlives_an_emptied_cache_and_a_restart():
    UserFactory(username="ada", pin=True)
    attempt("ada", "000001")
    cache.clear()
    assert attempt("ada", PIN) not in {"in", str(WRONG)}


def test_after_an_hour_nothing_of_the_guesses_is_left():
    UserFactory(username="ada", pin=True)
    attempt("ada", "000001")
    past = timezone.now() - dt.timedelta(seconds=1)
    GuessCount.objects.update(forget_at=past)
    assert attempt("ada", PIN) == "in"
    GuessCount.objects.update(forget_at=past)
    throttle.forget_old_counts()
    assert not GuessCount.objects.exists()


def test_no_name_and_no_secret_can_be_read_from_the_counts():
    UserFactory(username="ada", pin=True)
    attempt("ada", "000001")
    kept = str(list(GuessCount.objects.values_list("key", "last_attempt")))
    assert "ada" not in kept
    assert "000001" not in kept
