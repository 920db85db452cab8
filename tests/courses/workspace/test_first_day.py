"""What a manager finds on the start page before the first batch, and when it goes."""

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.core.cache import cache
from django.test import Client

from certificates.pdf import keys
from tests.factories.certificates import CertificateDesignFactory
from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory
from tests.factories.people import PesantrenFactory, PrivacyNoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(UserFactory(program_manager=True, email="kepala@example.org"))
    return client


@pytest.fixture
def no_key(settings, tmp_path):
    settings.KEYS_DIR = tmp_path


def open_steps(client: Client) -> set[str]:
    found = client.get("/kerja/").context["first_day"]
    return {step.name for step, done in found.steps if not done} if found else set()


@pytest.mark.usefixtures("no_key")
def test_the_list_shortens_with_each_step_and_goes_with_the_last(manager):
    steps = [
        ("notice", PrivacyNoticeFactory),
        ("pesantren", PesantrenFactory),
        ("course", course_tree),
        ("program", lambda: BatchFactory(is_published=False)),
        ("batch", BatchFactory),
        ("staff", lambda: (UserFactory(trainer=True), UserFactory(coordinator=True))),
        ("design", CertificateDesignFactory),
        ("mail", lambda: manager.post("/kerja/surel/", {"address": "saya@example.org"})),
        ("key", lambda: manager.post("/kerja/sertifikat/kunci/", {"organisation": "Dinas"})),
    ]
    left = {name for name, _do in steps}
    assert open_steps(manager) == left
    for name, do in steps:
        do()
        left.discard(name)
        assert open_steps(manager) == left
    assert manager.get("/kerja/").context["first_day"] is None


def test_only_a_manager_sees_it():
    client = Client()
    client.force_login(UserFactory(coordinator=True))
    assert client.get("/kerja/").context["first_day"] is None


def test_what_is_done_is_not_asked_for_again(manager, django_assert_num_queries):
    PrivacyNoticeFactory()
    manager.get("/kerja/")
    with django_assert_num_queries(0):
        assert cache.get("first_day_notice")


def test_a_test_mail_arrives_and_is_written_down(manager):
    manager.post("/kerja/surel/", {"address": "saya@example.org"})
    assert [message.to for message in outbox.outbox] == [["saya@example.org"]]


def test_a_mail_server_that_says_no_is_quoted(manager, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 2},
        }
    }
    answer = manager.post("/kerja/surel/", {"address": "saya@example.org"})
    assert "refused" in answer.context["form"].errors["address"][0]


@pytest.mark.usefixtures("no_key")
def test_a_key_is_made_once_and_signs_in_the_name_given(manager):
    for name in ("Dinas Koperasi", "Orang lain"):
        manager.post("/kerja/sertifikat/kunci/", {"organisation": name})
    page = manager.get("/kerja/sertifikat/kunci/")
    assert page.context["signing"].signer == "Dinas Koperasi"
    assert page.context["signing"].is_in_place


@pytest.mark.usefixtures("no_key")
def test_a_broken_key_is_said_and_not_written_over(manager):
    (settings.KEYS_DIR / keys.KEY_FILE).write_text("rusak")
    manager.post("/kerja/sertifikat/kunci/", {"organisation": "Dinas"})
    page = manager.get("/kerja/sertifikat/kunci/")
    assert page.context["signing"].is_broken
    assert (settings.KEYS_DIR / keys.KEY_FILE).read_text() == "rusak"


def test_without_a_program_a_new_batch_says_what_comes_first(manager):
    assert "/kerja/program/baru/" in manager.get("/kerja/angkatan/baru/").content.decode()
    client = Client()
    client.force_login(UserFactory(coordinator=True))
    answer = client.get("/kerja/angkatan/baru/")
    assert answer.status_code == 200
    assert "form" not in answer.context
