"""An account was merged with another one while a page of it was open: nothing is lost in it."""

from functools import partial

import pytest

from academy.people.accounts.actions.accounts import update_profile
from academy.people.accounts.actions.email import ask_email
from academy.people.accounts.actions.roles import grant_role
from academy.people.consent.actions import give_consent, withdraw_consent
from academy.people.entrance.actions import change_secret, reset_pin
from academy.people.errors import AccountErased, AccountMerged
from academy.people.kept_forms.actions import keep_form
from academy.people.models import ConsentGiver, Role, User
from tests.factories.people import PrivacyNoticeFactory, UserFactory

pytestmark = pytest.mark.django_db
ACTS = {
    "profile": partial(update_profile, phone="0812 3456 7890"),
    "address": lambda *, user, by: ask_email(user=user, email=""),
    "consent": partial(give_consent, giver=ConsentGiver.SELF),
    "consent withdrawn": withdraw_consent,
    "own PIN": lambda *, user, by: change_secret(user=user, new="581734"),
    "PIN on a slip": reset_pin,
    "role": partial(grant_role, role=Role.TRAINER),
}


@pytest.fixture
def open_page() -> User:
    """The account as a page has read it that is open still; the person has another one now."""
    PrivacyNoticeFactory()
    user, stays = UserFactory(), UserFactory()
    User.objects.filter(pk=user.pk).update(merged_into=stays, is_active=False)
    return user


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_written_to_an_account_that_is_closed(open_page, act):
    with pytest.raises(AccountMerged):
        act(user=open_page, by=open_page)
    assert not open_page.consents.exists()
    User.objects.update(merged_into=None)
    User.objects.filter(pk=open_page.pk).update(erased_at="2026-01-01T00:00Z")
    with pytest.raises(AccountErased):
        act(user=open_page, by=open_page)


def test_a_form_that_comes_too_late_is_kept_for_the_account_that_stays(open_page):
    form = keep_form(user=open_page, path="/akun/profil/", fields={"title": ["Gus"]})
    assert form.user == User.objects.get(pk=open_page.pk).merged_into
