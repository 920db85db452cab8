import time

import pytest
from django.test import Client

from academy.people.entrance import sessions
from tests.factories.people import PASSWORD, PIN, UserFactory

pytestmark = pytest.mark.django_db


def signed_in(user, secret, **more) -> Client:
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": secret, **more})
    return client


def stay_away(client, seconds):
    session = client.session
    session["seen_at"] = int(time.time()) - seconds
    session.save()


def test_a_participants_session_ends_after_half_an_hour_of_silence():
    client = signed_in(UserFactory(pin=True), PIN)
    stay_away(client, sessions.PARTICIPANT_IDLE_SECONDS - 60)
    assert client.get("/akun/").status_code == 200
    stay_away(client, sessions.PARTICIPANT_IDLE_SECONDS + 1)
    answer = client.get("/akun/", follow=True)
    assert answer.redirect_chain == [("/masuk/?next=/akun/", 302)]
    assert len(answer.context["messages"]) == 1


def test_each_visit_lets_the_half_hour_begin_anew():
    client = signed_in(UserFactory(pin=True), PIN)
    stay_away(client, 1000)
    client.get("/akun/")
    assert client.session["seen_at"] > time.time() - 5


def test_who_works_here_may_be_away_for_eight_hours():
    client = signed_in(UserFactory(companion=True), PASSWORD)
    stay_away(client, sessions.WORKER_IDLE_SECONDS - 60)
    assert client.get("/akun/").status_code == 200


def test_the_cookie_ends_with_the_browser_unless_one_asks_to_be_remembered():
    user = UserFactory(pin=True)
    assert signed_in(user, PIN).cookies["sessionid"]["max-age"] == ""
    remembered = signed_in(user, PIN, remember="on")
    assert remembered.cookies["sessionid"]["max-age"] == sessions.REMEMBERED_SECONDS
    assert "idle_seconds" not in remembered.session


def test_signing_out_takes_a_post_and_forgets_the_account_on_the_device():
    client = signed_in(UserFactory(pin=True), PIN)
    assert client.cookies["akun"].value
    assert client.get("/keluar/").status_code == 200
    assert client.get("/akun/").status_code == 200
    client.post("/keluar/")
    assert client.cookies["akun"].value == ""
    assert client.get("/akun/").url == "/masuk/?next=/akun/"


def test_no_page_of_a_signed_in_person_stays_in_the_browser():
    client = signed_in(UserFactory(pin=True), PIN)
    assert client.get("/akun/")["Cache-Control"] == "private, no-store"


def test_the_language_of_the_profile_comes_along_and_the_switch_is_saved_in_it():
    user = UserFactory(pin=True, language="en")
    client = signed_in(user, PIN)
    assert client.cookies["django_language"].value == "en"
    client.post("/bahasa/", {"language": "id", "next": "/akun/"})
    user.refresh_from_db()
    assert user.language == "id"


def test_all_other_devices_can_be_signed_out():
    user = UserFactory(pin=True)
    here, elsewhere = signed_in(user, PIN), signed_in(user, PIN)
    assert here.get("/akun/perangkat/").context["session_count"] == 2
    here.post("/akun/perangkat/")
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").url == "/masuk/?next=/akun/"


def test_the_sign_in_page_says_who_is_signed_in_instead_of_showing_their_page():
    client = signed_in(UserFactory(pin=True, full_name="Sulastri"), PIN)
    page = client.get("/masuk/?next=/admin/")
    assert page.status_code == 200
    assert "Sulastri" in page.content.decode()
    assert 'name="password"' not in page.content.decode()


def test_another_person_who_signs_in_over_an_open_session_gets_a_session_of_their_own():
    client = signed_in(UserFactory(pin=True), PIN, remember="on")
    other = UserFactory(pin=True)
    client.post("/masuk/", {"login": other.username, "password": PIN})
    assert client.get("/akun/").context["user"] == other
    assert client.session.get_expire_at_browser_close()
