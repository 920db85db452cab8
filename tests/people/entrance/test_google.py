import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

from academy.people.entrance.adapters import SocialAccountAdapter
from academy.people.models import User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_from_google(rf):
    request = rf.get("/masuk/google/kembali/")
    SessionMiddleware(lambda request: None).process_request(request)
    MessageMiddleware(lambda request: None).process_request(request)
    return request


def google_says(email: str, *, verified: bool) -> SocialLogin:
    return SocialLogin(
        user=User(email=email),
        account=SocialAccount(provider="google", uid="117"),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
    )


def test_google_links_the_person_whose_address_it_has_verified(request_from_google, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "id", "secret": "s"}]}}
    user = UserFactory(email="ning@pesantren.example")
    login = google_says("Ning@pesantren.example", verified=True)
    SocialAccountAdapter(request_from_google).pre_social_login(request_from_google, login)
    assert list(SocialAccount.objects.values_list("user", "uid")) == [(user.pk, "117")]


@pytest.mark.parametrize(
    ("email", "verified"), [("ning@pesantren.example", False), ("lain@pesantren.example", True)]
)
def test_an_address_not_verified_or_of_nobody_signs_nobody_in(request_from_google, email, verified):
    UserFactory(email="ning@pesantren.example")
    with pytest.raises(ImmediateHttpResponse) as refused:
        SocialAccountAdapter(request_from_google).pre_social_login(
            request_from_google, google_says(email, verified=verified)
        )
    assert refused.value.response.url == "/masuk/"
    assert not SocialAccount.objects.exists()
