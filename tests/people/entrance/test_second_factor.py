import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client

from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
SET_UP = "/akun/dua-langkah/pasang/"


def signed_in(user) -> Client:
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    return client


def code_of(secret: str, *, half_minutes_ago: int = 0) -> str:
    return f"{auth.hotp_value(secret, int(time.time()) // 30 - half_minutes_ago):06d}"


def set_up(client: Client) -> str:
    secret = client.get(SET_UP).context["form"].secret
    assert client.post(SET_UP, {"code": code_of(secret)}).status_code == 302
    return secret


@pytest.mark.parametrize("role", ["trainer", "coordinator", "program_manager", "partner"])
def test_the_workspace_opens_to_these_roles_only_with_a_second_step(role):
    client = signed_in(UserFactory(**{role: True}, authenticator=None))
    assert client.get("/kerja/").url == SET_UP
    assert client.get("/admin/").url == SET_UP
    assert client.get("/akun/").status_code == 200


def test_a_companion_may_do_without():
    client = signed_in(UserFactory(companion=True))
    assert getattr(client.get("/admin/"), "url", "") != SET_UP
    assert client.get("/akun/dua-langkah/").status_code == 200


def test_a_code_from_the_app_sets_it_up_and_is_asked_for_at_the_next_sign_in():
    user = UserFactory(coordinator=True, authenticator=None)
    client = signed_in(user)
    secret = set_up(client)
    assert getattr(client.get("/admin/"), "url", "") != SET_UP
    assert set(Authenticator.objects.filter(user=user).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }
    assert client.get("/akun/dua-langkah/kode/").status_code == 200
    again = signed_in(user)
    assert again.get("/akun/").url == "/masuk/?next=/akun/"
    assert again.get("/masuk/kode/").status_code == 200
    wrong = again.post("/masuk/kode/", {"code": "000000"})
    assert wrong.context["form"].errors.keys() == {"code"}
    spare = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    assert again.post("/masuk/kode/", {"code": spare}).status_code == 302
    assert again.get("/akun/").status_code == 200
    assert secret


def test_who_needs_the_second_step_cannot_take_it_off():
    user = UserFactory(coordinator=True, authenticator=None)
    client = signed_in(user)
    set_up(client)
    client.post("/akun/dua-langkah/lepas/")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_demo_people_do_without_where_demo_sign_in_is_on(settings):
    settings.DEMO_SIGN_IN = True
    demo = signed_in(UserFactory(coordinator=True, is_demo=True, authenticator=None))
    assert getattr(demo.get("/admin/"), "url", "") != SET_UP
    other = signed_in(UserFactory(coordinator=True, authenticator=None))
    assert other.get("/kerja/").url == SET_UP


def test_the_content_admins_own_sign_in_form_is_closed():
    answer = Client().get("/admin/login/?next=/admin/")
    assert answer.url == "/masuk/?next=/admin/"


# Of a code that comes late another half minute may pass while this is tested.
@pytest.mark.parametrize(("half_minutes_ago", "status"), [(-1, 302), (0, 302), (3, 200)])
def test_the_code_of_a_phone_whose_clock_is_a_little_off_counts(half_minutes_ago, status):
    client = signed_in(UserFactory(coordinator=True, authenticator=None))
    secret = client.get(SET_UP).context["form"].secret
    code = code_of(secret, half_minutes_ago=half_minutes_ago)
    assert client.post(SET_UP, {"code": code}).status_code == status
