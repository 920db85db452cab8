"""The e-mail address is changed with the secret, confirmed by mail, and the old one is told."""

import datetime as dt
import re

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.utils import timezone

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.people.accounts.actions.accounts import update_profile
from academy.people.accounts.actions.email import forget_old_changes
from academy.people.models import EmailChange
from tests.courses.applying import who
from tests.factories.courses import BatchFactory
from tests.factories.people import PIN, UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "ning@pesantren.example", "baru@pesantren.example"


@pytest.fixture
def ning():
    return UserFactory(email=OLD, pin=True, language="en")


def signed_in(user) -> Client:
    client = Client()
    client.get("/masuk/")
    client.post("/masuk/", {"login": user.username, "password": PIN})
    return client


def ask(client: Client, email: str, secret: str = PIN):
    return client.post("/akun/email/", {"email": email, "secret": secret})


def link_to(address: str) -> str:
    """Return the path of the link in the newest mail to `address`."""
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [address])
    return re.search(r"/akun/email/[0-9a-f-]+/", letter.body)[0]


def address_of(user) -> str | None:
    user.refresh_from_db()
    return user.email


def test_a_new_address_counts_when_its_mail_was_opened_and_the_old_one_is_told(ning, run_jobs):
    client = signed_in(ning)
    assert ask(client, "\u200bBaru@Pesantren.example").url == "/akun/"
    run_jobs()
    assert (address_of(ning), [letter.to for letter in mail.outbox]) == (OLD, [[NEW]])
    link = link_to(NEW)
    assert client.get(link).status_code == 200
    assert address_of(ning) == OLD
    assert client.post(link).url == "/akun/"
    run_jobs()
    assert address_of(ning) == NEW
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        [OLD],
        "The e-mail address of your account was changed",
    )
    assert Notice.objects.get().kind == "email_changed"
    entry = AuditEntry.objects.about(ning).get()
    assert (entry.verb, entry.actor, entry.data) == ("email_changed", ning, {})
    assert client.post(link).url == "/akun/email/"


def test_the_finder_of_an_open_handset_changes_nothing_without_the_secret(ning, run_jobs):
    client = signed_in(ning)
    for number in range(30):
        answer = ask(client, NEW, f"{number:06d}")
        assert answer.context["form"].errors.keys() == {"secret"}
    assert ask(client, NEW, PIN).context["form"].errors.keys() == {"secret"}
    run_jobs()
    assert (address_of(ning), mail.outbox, EmailChange.objects.count()) == (OLD, [], 0)


def test_no_other_form_changes_the_address(ning):
    client = signed_in(ning)
    profile = {"full_name": "Ning Baru", "language": "en", "email": NEW}
    assert client.post("/akun/profil/", profile).url == "/akun/"
    batch = BatchFactory(selecting=True)
    client.post(f"/daftar/{batch.public_id}/", who() | {"email": NEW})
    assert address_of(ning) == OLD
    with pytest.raises(TypeError):
        update_profile(user=ning, by=ning, email=NEW)


def test_the_link_works_for_the_account_that_asked_only(ning, run_jobs):
    ask(signed_in(ning), NEW)
    run_jobs()
    link = link_to(NEW)
    stranger = signed_in(UserFactory(pin=True))
    assert stranger.post(link).url == "/akun/email/"
    assert Client().get(link).url == f"/masuk/?next={link}"
    assert address_of(ning) == OLD


def test_the_link_ends_after_a_day_and_with_a_newer_one(ning, run_jobs):
    client = signed_in(ning)
    ask(client, "salah@pesantren.example")
    run_jobs()
    first = link_to("salah@pesantren.example")
    ask(client, NEW)
    run_jobs()
    assert client.post(first).url == "/akun/email/"
    EmailChange.objects.update(asked_at=timezone.now() - dt.timedelta(days=1, seconds=1))
    assert client.post(link_to(NEW)).url == "/akun/email/"
    assert address_of(ning) == OLD


def test_whether_an_address_is_taken_is_told_to_its_owner_alone(ning, run_jobs):
    UserFactory(email="ada@pesantren.example")
    client = signed_in(ning)
    for email in ("ada@pesantren.example", NEW):
        assert ask(client, email).url == "/akun/"
        run_jobs()
    taken = next(letter for letter in mail.outbox if letter.to == ["ada@pesantren.example"])
    assert "/akun/email/" not in taken.body


def test_an_address_that_somebody_took_meanwhile_is_refused(ning, run_jobs):
    client = signed_in(ning)
    ask(client, NEW)
    run_jobs()
    UserFactory(email=NEW)
    assert client.post(link_to(NEW)).url == "/akun/email/"
    assert address_of(ning) == OLD


def test_an_address_is_taken_away_with_the_secret_and_google_with_it(ning, run_jobs):
    SocialAccount.objects.create(user=ning, provider="google", uid="117")
    client = signed_in(ning)
    ask(client, "")
    run_jobs()
    assert (address_of(ning), SocialAccount.objects.count()) == (None, 0)
    assert [letter.to for letter in mail.outbox] == [[OLD]]


def test_what_was_asked_is_forgotten_after_a_week(ning):
    ask(signed_in(ning), NEW)
    EmailChange.objects.update(asked_at=timezone.now() - dt.timedelta(days=8))
    assert (forget_old_changes(), EmailChange.objects.count()) == (1, 0)
