import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from academy.core.models import AuditEntry
from academy.people.ages import age_on
from academy.people.consent.actions import give_consent, withdraw_consent
from academy.people.errors import ConsentNeedsAdult, GiverUnnamed, NoPrivacyNotice
from academy.people.models import Consent, ConsentGiver
from tests.factories.courses import ApplicationFactory, BatchFactory
from tests.factories.people import (
    ConsentFactory,
    MembershipFactory,
    PrivacyNoticeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_one_is_eighteen_from_the_birthday_on():
    born = dt.date(2008, 2, 29)
    assert [age_on(born, dt.date(2026, 2, 28)), age_on(born, dt.date(2026, 3, 1))] == [17, 18]


def test_under_eighteen_a_named_guardian_or_the_pesantren_gives_consent():
    notice, child = PrivacyNoticeFactory(), UserFactory(minor=True)
    with pytest.raises(ConsentNeedsAdult):
        give_consent(user=child, giver=ConsentGiver.SELF, by=child)
    with pytest.raises(GiverUnnamed):
        give_consent(user=child, giver=ConsentGiver.GUARDIAN, giver_name="  ", by=child)
    ustadz = UserFactory(companion=True)
    given = give_consent(
        user=child, giver=ConsentGiver.PESANTREN, giver_name="Ustadz Hasan", by=ustadz
    )
    again = give_consent(
        user=child, giver=ConsentGiver.PESANTREN, giver_name="Ustadz Hasan", by=ustadz
    )
    assert (given, given.notice, given.recorded_by) == (again, notice, ustadz)
    entry = AuditEntry.objects.about(child).get()
    assert (entry.verb, entry.data) == ("consent_given", {"version": 1, "giver": "pesantren"})


def test_there_is_no_consent_without_a_notice():
    with pytest.raises(NoPrivacyNotice):
        give_consent(user=UserFactory(), giver=ConsentGiver.SELF, by=None)


def test_consent_is_withdrawn_and_can_be_given_again():
    consent = ConsentFactory()
    assert withdraw_consent(user=consent.user, by=consent.user) == 1
    assert withdraw_consent(user=consent.user, by=consent.user) == 0
    give_consent(user=consent.user, giver=ConsentGiver.SELF, by=consent.user)
    assert Consent.objects.filter(user=consent.user).count() == 2


def test_the_privacy_page_shows_what_was_given_and_takes_consent():
    PrivacyNoticeFactory()
    user = UserFactory()
    client = client_of(user)
    assert client.get("/akun/privasi/").context["current"] is None
    assert client.post("/akun/privasi/", {}).context["form"].errors.keys() == {"agreed"}
    assert client.post("/akun/privasi/", {"agreed": "on", "version": "1"}).url == "/akun/privasi/"
    assert client.get("/akun/privasi/").context["current"].giver == "self"


@pytest.mark.parametrize("page", ["/akun/privasi/", "/daftar/{batch}/persetujuan/"])
def test_nobody_agrees_to_a_notice_that_came_out_while_they_read_the_one_before(page):
    PrivacyNoticeFactory()
    draft = ApplicationFactory(batch=BatchFactory(selecting=True), state="draft")
    client, page = client_of(draft.user), page.format(batch=draft.batch.public_id)
    read = '<input type="hidden" name="version" value="1">'
    assertContains(client.get(page), read, html=True)
    PrivacyNoticeFactory(version=2, text="Kami juga menyimpan foto.")
    answer = client.post(page, {"agreed": "on", "version": "1"}, follow=True)
    assert not draft.user.consents.exists()
    assertContains(answer, "Kami juga menyimpan foto.")
    client.post(page, {"agreed": "on", "version": "2"})
    assert draft.user.consents.get().notice.version == 2


def test_a_child_cannot_agree_alone_by_leaving_the_giver_out():
    PrivacyNoticeFactory()
    child = UserFactory(minor=True)
    answer = client_of(child).post("/akun/privasi/", {"agreed": "on", "giver": "self"})
    assert answer.context["form"].errors.keys() == {"giver", "giver_name"}
    assert not child.consents.exists()


def test_withdrawing_tells_the_consequences_and_takes_a_tick():
    consent = ConsentFactory()
    client = client_of(consent.user)
    assert client.get("/akun/privasi/tarik/").status_code == 200
    assert client.post("/akun/privasi/tarik/").context["form"].errors.keys() == {"sure"}
    assert client.post("/akun/privasi/tarik/", {"sure": "on"}).url == "/akun/privasi/"
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None


def test_the_privacy_page_costs_the_same_with_one_consent_and_with_three(
    django_assert_num_queries,
):
    for count in (1, 3):
        user = UserFactory()
        for version in range(1, count + 1):
            ConsentFactory(
                user=user,
                notice__version=version,
                giver="guardian",
                giver_name="Bu Aminah",
                recorded_by=UserFactory(),
            )
        client = client_of(user)
        client.get("/akun/privasi/")
        with django_assert_num_queries(6):
            client.get("/akun/privasi/")


def test_a_person_takes_a_copy_of_what_is_stored_about_them_and_nobody_else():
    user = UserFactory(username="sulastri482", full_name="Sulastri", phone="+6281234567890")
    MembershipFactory(user=user)
    ConsentFactory(user=user)
    UserFactory(full_name="Orang Lain")
    answer = client_of(user).post("/akun/privasi/salinan/")
    today = timezone.localdate().isoformat()
    assert answer["Content-Disposition"] == (
        f'attachment; filename="opop-academy-sulastri482-{today}.json"'
    )
    copy = json.loads(answer.content)
    assert copy["profile"][0]["phone"] == "+6281234567890"
    assert [row["pesantren__name"] for row in copy["memberships"]] == ["Miftahul Ulum"]
    assert [row["giver"] for row in copy["consents"]] == ["self"]
    assert copy["notices"] == []
    text = answer.content.decode()
    assert "Orang Lain" not in text
    assert user.password not in text
    assert AuditEntry.objects.about(user).get().verb == "data_copied"


def test_a_link_opens_the_page_to_read_and_downloads_nothing():
    answer = client_of(UserFactory()).get("/akun/privasi/salinan/")
    assert answer.status_code == 200
    assert "Content-Disposition" not in answer
    assert not AuditEntry.objects.filter(verb="data_copied").exists()
