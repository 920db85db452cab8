import re

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Collection, Page, PageViewRestriction

from academy.people.models import PrivacyNotice
from academy.web import kept
from cms.actions.courses import assign_trainer, open_course
from cms.actions.site import found_site
from cms.models import ContactFormField, ContactMessage, ContactPage, CoursePage, HomePage
from cms.queries.search import search
from tests.factories.cms import (
    ArticlePageFactory,
    ContactPageFactory,
    StandardPageFactory,
    catalogue,
    home_page,
)
from tests.factories.course_tree import course_tree
from tests.factories.files import drawing, photo
from tests.factories.people import PrivacyNoticeFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_made_anew_costs_the_same_for_one_and_for_three(
    client, django_assert_num_queries, count
):
    home_page()
    for _number in range(count):
        course_tree(modules=1, lessons=1, illustration=photo())
        ArticlePageFactory(illustration=drawing())
    client.get("/")
    kept.end()
    with django_assert_num_queries(HOME_QUERIES):
        assert client.get("/").status_code == 200
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_made_anew_costs_the_same_for_one_and_for_three(
    client, django_assert_num_queries, count
):
    for _number in range(count):
        course_tree(modules=1, lessons=1, illustration=photo())
    client.get("/kursus/")
    kept.end()
    with django_assert_num_queries(CATALOGUE_QUERIES):
        response = client.get("/kursus/")
    assert response.content.decode().count("card--link") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_news_list_costs_the_same_for_one_and_for_three(
    client, django_assert_num_queries, count
):
    for _number in range(count):
        ArticlePageFactory(illustration=photo())
    client.get("/kabar/")
    kept.end()
    with django_assert_num_queries(NEWS_QUERIES):
        response = client.get("/kabar/")
    assert response.content.decode().count("card--link") == count


def test_a_kept_page_greets_each_visitor_by_name_and_nobody_by_anothers(client):
    home_page()
    for name in ("Nadia Farhanah", "Slamet"):
        client.force_login(UserFactory(full_name=name))
        assert name in client.get("/").content.decode()
    client.logout()
    html = client.get("/").content.decode()
    assert "Nadia" not in html
    assert "Slamet" not in html
    assert "Masuk" in html


def test_a_kept_page_speaks_the_language_and_has_the_theme_of_its_reader(client):
    home_page()
    assert 'lang="id"  >' in client.get("/").content.decode()
    client.cookies["theme"] = "dark"
    assert 'lang="id" data-theme="dark"' in client.get("/").content.decode()
    client.cookies["django_language"] = "en"
    assert 'lang="en" data-theme="dark"' in client.get("/").content.decode()


def test_a_form_on_a_kept_page_takes_the_token_of_its_own_visit():
    home_page()
    for _visit in range(2):
        visitor = Client(enforce_csrf_checks=True)
        page = visitor.get("/").content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        sent = {"csrfmiddlewaretoken": token, "theme": "dark", "next": "/"}
        assert visitor.post("/tema/", sent).status_code == 302


def test_a_page_that_is_not_there_still_shows_the_way_to_sign_in(client):
    home_page()
    client.get("/")
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "<!--personal" not in answer.content.decode()
    assert 'href="/masuk/"' in answer.content.decode()


def test_what_is_published_shows_at_once_on_kept_pages(client, django_capture_on_commit_callbacks):
    client.get(catalogue().url)
    tree = course_tree(modules=1, lessons=1, title="Fotografi untuk pemula")
    with django_capture_on_commit_callbacks(execute=True):
        tree.course.save_revision().publish()
    assert "Fotografi untuk pemula" in client.get("/kursus/").content.decode()


def test_a_page_for_some_is_not_kept_for_others(client, django_capture_on_commit_callbacks):
    page = StandardPageFactory(title="Untuk mitra")
    client.get(page.url)
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(page.url).status_code == 302
    client.force_login(UserFactory())
    assert "Untuk mitra" in client.get(page.url).content.decode()
    client.logout()
    assert client.get(page.url).status_code == 302


def test_a_course_shows_its_outline_and_who_teaches_it(client):
    tree = course_tree(modules=1, lessons=1, title="Fotografi")
    open_course(course=tree.course, by=None)
    tree.course.refresh_from_db()
    trainer = UserFactory(trainer=True, full_name="Nadia Farhanah", title="S.Ds.")
    assign_trainer(course=tree.course, user=trainer, by=None)
    html = client.get(tree.course.url).content.decode()
    for words in ("Modul 1", "Materi 1.1", "Kuis modul 1", "Tugas akhir", "Nadia Farhanah, S.Ds."):
        assert words in html


def test_a_module_leads_to_its_place_on_the_page_of_the_course(client):
    tree = course_tree(modules=1)
    response = client.get(tree.modules[0].url)
    assert response["Location"] == f"{tree.course.url}#modul-modul-1"


def test_the_public_address_of_a_lesson_tells_the_way_in_and_not_the_lesson(client):
    tree = course_tree(modules=1, lessons=1)
    for page in (tree.lessons[0], tree.quizzes[0], tree.assignments[0]):
        html = client.get(page.url).content.decode()
        assert page.title in html
        assert "/belajar/" in html
        for secret in ("Cahaya datang dari samping.", "Dari mana cahaya", "Potret satu produk."):
            assert secret not in html


def test_what_is_not_published_is_nowhere(client):
    tree = course_tree(modules=1, lessons=1, title="Rahasia dapur")
    tree.course.unpublish()
    assert client.get(tree.course.url).status_code == 404
    assert "Rahasia" not in client.get("/kursus/").content.decode()
    assert "Rahasia" not in client.get("/").content.decode()
    assert search("rahasia") == []
    assert search("materi") == []


def test_search_finds_parts_of_words_titles_first(client):
    tree = course_tree(modules=1, lessons=0, quiz=False, assignment=False, title="Fotografi")
    StandardPageFactory(title="Bantuan", intro="Cara menjual jasa")
    ArticlePageFactory(title="Lomba jual", summary="Untuk semua")
    CoursePage.objects.filter(pk=tree.course.pk).update(summary="Penjualan produk")
    assert [(hit.kind, hit.title) for hit in search("JUAL")] == [
        ("course", "Fotografi"),
        ("article", "Lomba jual"),
        ("page", "Bantuan"),
    ]
    html = client.get("/cari/", {"q": "jual"}).content.decode()
    assert "Lomba jual" in html


@pytest.mark.parametrize("text", ["", "   ", "' OR 1=1 --", "<script>", "%_\\", "a\0b", "x" * 5000])
def test_search_takes_whatever_is_typed(client, text):
    home_page()
    response = client.get("/cari/", {"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main", 1)[1]


def contact_page() -> ContactPage:
    page = ContactPageFactory(to_address="kantor@academy.example", subject="Pesan")
    for order, (label, kind) in enumerate([("Nama", "singleline"), ("Pesan", "multiline")]):
        ContactFormField.objects.create(
            page=page, sort_order=order, label=label, field_type=kind, required=True
        )
    return page


def test_a_message_is_kept_and_mailed(client, run_jobs, django_capture_on_commit_callbacks):
    page = contact_page()
    with django_capture_on_commit_callbacks():
        response = client.post(page.url, {"nama": "Sulastri", "pesan": "Kapan dibuka?"})
    assert "Terima kasih." in response.content.decode()
    assert [row.form_data for row in ContactMessage.objects.all()] == [
        {"nama": "Sulastri", "pesan": "Kapan dibuka?"}
    ]
    run_jobs()
    assert [(message.to, message.body) for message in mail.outbox] == [
        (["kantor@academy.example"], "Nama: Sulastri\n\nPesan: Kapan dibuka?")
    ]


def test_a_message_with_something_missing_comes_back_with_what_was_typed(client):
    page = contact_page()
    html = client.post(page.url, {"nama": "Sulastri", "pesan": ""}).content.decode()
    assert 'value="Sulastri"' in html
    assert "error-summary" in html
    assert not ContactMessage.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(client):
    page = contact_page()
    data = {"nama": "Bot", "pesan": "Beli", ContactPage.TRAP: "https://spam.example"}
    assert client.post(page.url, data).status_code == 200
    assert not ContactMessage.objects.exists()


def test_the_privacy_notice_in_force_is_public(client):
    home_page()
    assert client.get("/privasi/").status_code == 200
    PrivacyNoticeFactory(version=1, text="Lama.")
    PrivacyNoticeFactory(version=2, text="Kami menyimpan nama.")
    assert PrivacyNotice.current().version == 2
    assert "Kami menyimpan nama." in client.get("/privasi/").content.decode()


def test_a_new_academy_has_the_pages_that_its_menu_names(client):
    found_site()
    found_site()
    assert HomePage.objects.count() == 1
    for path in ("/", "/kursus/", "/kabar/", "/kontak/"):
        assert client.get(path).status_code == 200
    assert catalogue().slug == "kursus"
    # What editors see above it all is called by a word of theirs.
    roots = Page.get_first_root_node().title, Collection.get_first_root_node().name
    assert roots == ("Situs", "Umum")


HOME_QUERIES = 16
CATALOGUE_QUERIES = 13
NEWS_QUERIES = 12
