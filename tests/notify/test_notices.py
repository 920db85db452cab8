from enum import StrEnum

import pytest
from django.test import Client
from django.utils.translation import override

from academy.notify import kinds, texts
from academy.notify.actions import notify
from academy.notify.models import Notice
from academy.notify.notices import NoticeKind
from courses.models.notices import ApplicationNotice
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", kinds.names())
def test_every_kind_has_a_sentence_even_without_details(kind):
    assert texts.sentence(Notice(kind=kind, params={}))
    assert texts.icon(Notice(kind=kind))


def test_the_fullest_sentence_that_the_details_allow_is_used():
    def says(**params):
        with override("en"):
            return texts.sentence(Notice(kind=ApplicationNotice.RESERVE, params=params))

    assert says(batch="Angkatan 3", position=12) == (
        "You are number 12 on the reserve list of Angkatan 3. When a seat becomes free, it is "
        "offered in this order."
    )
    assert says(batch="Angkatan 3", position=None) == (
        "You are on the reserve list of Angkatan 3. When a seat becomes free, it is offered in "
        "order."
    )


def test_a_kind_without_a_plain_last_sentence_is_refused():
    class Wrong(StrEnum):
        KIND = "wrong"

    with pytest.raises(ValueError, match="must need no detail"):
        kinds.register(Wrong.KIND, "mail", ({"title"}, "“%(title)s” is here."))


def test_a_kind_that_nobody_has_registered_is_not_sent():
    class Unknown(StrEnum):
        KIND = "unknown"

    with pytest.raises(KeyError):
        notify(UserFactory(), Unknown.KIND, key="k")
    assert not Notice.objects.exists()


def test_the_same_key_tells_a_person_once():
    user = UserFactory()
    first = notify(user, NoticeKind.MESSAGE, key="k", params={"text": "Halo"}, url="/belajar/")
    assert notify(user, NoticeKind.MESSAGE, key="k", params={"text": "Lagi"}) == first
    assert Notice.objects.count() == 1


def test_opening_a_notice_marks_it_as_read_and_leads_on():
    user = UserFactory()
    notice = notify(user, ApplicationNotice.ACCEPTED, key="a", url="/belajar/")
    away = notify(user, NoticeKind.MESSAGE, key="b", url="https://jahat.example/")
    client = client_of(user)
    assert client.get(f"/akun/pesan/{notice.public_id}/").status_code == 405
    assert client.post(f"/akun/pesan/{notice.public_id}/").url == "/belajar/"
    assert client.post(f"/akun/pesan/{away.public_id}/").url == "/akun/pesan/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_nobody_reads_or_opens_the_notices_of_another():
    notice = notify(UserFactory(), NoticeKind.MESSAGE, key="a", params={"text": "Rahasia"})
    client = client_of(UserFactory())
    assert "Rahasia" not in client.get("/akun/pesan/").content.decode()
    assert client.post(f"/akun/pesan/{notice.public_id}/").status_code == 404


def test_all_can_be_marked_as_read_at_once():
    user = UserFactory()
    for number in range(3):
        notify(user, NoticeKind.MESSAGE, key=str(number))
    client = client_of(user)
    assert client.get("/akun/pesan/").context["unread_notices"] == 3
    client.post("/akun/pesan/dibaca/")
    assert client.get("/akun/pesan/").context["unread_notices"] == 0


def test_the_list_costs_the_same_with_one_notice_and_with_three(django_assert_num_queries):
    for count in (1, 3):
        user = UserFactory()
        for number in range(count):
            notify(user, NoticeKind.MESSAGE, key=str(number), params={"text": "Halo"})
        client = client_of(user)
        client.get("/akun/pesan/")
        with django_assert_num_queries(6):
            client.get("/akun/pesan/")


def test_without_notices_the_page_says_what_arrives_here():
    page = client_of(UserFactory()).get("/akun/pesan/").content.decode()
    assert "/masuk/lanjut/" in page
