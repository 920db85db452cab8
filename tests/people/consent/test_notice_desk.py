"""The privacy notice at work: written, looked at, published, never changed again."""

import pytest
from django.test import Client

from academy.people.consent.actions import first_text, keep_draft, publish
from academy.people.errors import NoticeChanged, NoticeUnfinished
from academy.people.models import PrivacyNotice
from tests.factories.people import ConsentFactory, PrivacyNoticeFactory, UserFactory

pytestmark = pytest.mark.django_db
DESK = "/kerja/privasi/"
TEXT = "Kami menyimpan nama.\n\n## Hak Anda\n\n- melihat\n- menghapus\n"


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(UserFactory(program_manager=True))
    return client


def published(manager: Client):
    """Look at the draft, and publish what was seen."""
    page = f"{DESK}1/terbit/"
    return manager.post(page, {"seen": manager.get(page).context["seen"]})


def test_a_first_notice_begins_with_a_text_to_fill_in(manager):
    form = manager.get(f"{DESK}baru/").context["form"]
    assert form.initial["text"] == first_text()
    assert "[Nama penyelenggara]" in first_text()


def test_a_text_with_gaps_is_kept_but_not_published(manager):
    manager.post(f"{DESK}baru/", {"text": first_text(), "publish": "1"})
    answer = published(manager)
    assert "[Nama penyelenggara]" in answer.context["form"].errors["text"][0]
    assert PrivacyNotice.current() is None


def test_it_is_published_after_a_look_and_then_asked_of_applicants(manager, client):
    answer = manager.post(f"{DESK}baru/", {"text": TEXT, "publish": "1"}, follow=True)
    assert "<h2>Hak Anda</h2>" in answer.content.decode()
    assert "<h2>Hak Anda</h2>" not in client.get("/privasi/").content.decode()
    published(manager)
    page = client.get("/privasi/").content.decode()
    assert "<h2>Hak Anda</h2>" in page
    assert "<li>melihat</li>" in page


def test_nobody_publishes_what_a_colleague_has_written_into_the_draft_since(manager):
    manager.post(f"{DESK}baru/", {"text": TEXT})
    seen = manager.get(f"{DESK}1/terbit/").context["seen"]
    keep_draft(text="Kami menjual nama.", by=UserFactory(program_manager=True))
    answer = manager.post(f"{DESK}1/terbit/", {"seen": seen}, follow=True)
    assert PrivacyNotice.current() is None
    assert "Kami menjual nama." in answer.content.decode()
    stale = PrivacyNotice(pk=PrivacyNotice.objects.get().pk, text=TEXT)
    with pytest.raises(NoticeChanged):
        publish(notice=stale, by=UserFactory(program_manager=True))


def test_a_draft_is_nobody_elses_business(manager, client):
    PrivacyNoticeFactory(text="Versi satu.")
    manager.post(f"{DESK}baru/", {"text": "Versi dua."})
    assert PrivacyNotice.current().version == 1
    assert "Versi dua" not in client.get("/privasi/").content.decode()
    assert manager.get(f"{DESK}2/").status_code == 404


def test_kept_again_a_draft_stays_one_and_follows_the_last_version(manager):
    PrivacyNoticeFactory(version=3)
    for text in ("Satu.", "Dua."):
        manager.post(f"{DESK}baru/", {"text": text})
    assert list(PrivacyNotice.objects.values_list("version", "text")) == [
        (4, "Dua."),
        (3, "Kami menyimpan nama dan nilai Anda."),
    ]


def test_what_is_published_is_never_changed():
    by = UserFactory(program_manager=True)
    first = publish(notice=keep_draft(text="Satu.", by=by), by=by)
    assert publish(notice=first, by=by).published_at == first.published_at
    keep_draft(text="Dua.", by=by)
    first.refresh_from_db()
    assert first.text == "Satu."


def test_two_who_write_the_draft_at_once_lose_nothing(manager):
    by = UserFactory(program_manager=True)
    keep_draft(text="Satu.", by=by)
    keep_draft(text="Dua.", by=by)
    answer = manager.post(f"{DESK}baru/", {"text": "Tiga.", "initial-text": "Satu."})
    assert "Dua." in answer.context["form"].errors["text"][0]
    assert PrivacyNotice.objects.get().text == "Dua."


def test_a_gap_is_a_gap_and_a_link_is_none():
    by = UserFactory(program_manager=True)
    publish(notice=keep_draft(text="Lihat [aturan](https://example.org).", by=by), by=by)
    with pytest.raises(NoticeUnfinished):
        publish(notice=keep_draft(text="Hubungi [nama].", by=by), by=by)


def test_nothing_of_the_writers_html_and_no_picture_reaches_the_page(manager, client):
    text = "<script>alert(1)</script> ![x](https://example.org/x.png) [y](javascript:alert(1))"
    PrivacyNoticeFactory(text=text)
    page = client.get("/privasi/").content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page.partition('class="prose"')[2].partition("</main>")[0]
    assert 'href="javascript:' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_versions_cost_the_same_for_one_and_for_three(
    manager, count, django_assert_num_queries
):
    for version in range(1, count + 1):
        ConsentFactory(notice=PrivacyNoticeFactory(version=version))
    manager.get(DESK)
    with django_assert_num_queries(9):
        answer = manager.get(DESK)
    assert [notice.consent_count for notice in answer.context["versions"]] == [1] * count
