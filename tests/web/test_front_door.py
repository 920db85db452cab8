"""What is asked of every request before a view sees it."""

import importlib
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches

from academy.web.edge.address import address_of
from academy.web.edge.proxies import TrustedProxyMiddleware
from academy.web.files import posts
from cms.models import HomePage
from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WORDS = "terlalu besar"


def large():
    return {"file": SimpleUploadedFile("film.mp4", b"0" * (posts.MOST_WITHOUT_FILES + 1))}


@pytest.mark.parametrize(
    ("seen", "forwarded", "proto", "address", "scheme"),
    [
        ("127.0.0.1", "36.80.1.2", "https", "36.80.1.2", "https"),
        # The visitor wrote the first part; the proxy writes last.
        ("127.0.0.1", "10.9.9.9, 36.80.1.2", "http, https", "36.80.1.2", "https"),
        ("127.0.0.1", "36.80.1.2, 10.1.2.3", "https", "36.80.1.2", "https"),
        ("127.0.0.1", "<script>", "https", "127.0.0.1", "https"),
        ("127.0.0.1", "", "", "127.0.0.1", "http"),
        ("::ffff:127.0.0.1", "36.80.1.2", "", "36.80.1.2", "http"),
        # Anybody else says what they like, and is believed nothing.
        ("36.80.1.2", "127.0.0.1", "https", "36.80.1.2", "http"),
        ("36.80.1.2", "8.8.8.8", "https", "36.80.1.2", "http"),
    ],
)
def test_a_forwarded_header_is_believed_from_our_proxies_alone(
    settings, seen, forwarded, proto, address, scheme
):
    settings.TRUSTED_PROXIES = ["127.0.0.0/8", "10.1.2.0/24"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": seen, "HTTP_X_FORWARDED_FOR": forwarded}
    request.META["HTTP_X_FORWARDED_PROTO"] = proto
    TrustedProxyMiddleware(lambda request: HttpResponse())(request)
    assert (address_of(request), request.scheme) == (address, scheme)


def test_a_large_post_of_nobody_is_stopped_and_told_in_our_words(client):
    for path in ("/masuk/", "/kontak/", "/tidak/ada/"):
        answer = client.post(path, large())
        assert (answer.status_code, WORDS in answer.content.decode()) == (413, True)


def test_a_signed_in_person_sends_files_where_files_are_taken_and_nowhere_else(client):
    client.force_login(UserFactory())
    client.get("/akun/")
    assert client.post("/akun/profil/", large()).status_code == 413
    assert client.post("/admin/images/add/", large()).status_code != 413
    batch = BatchFactory()
    for step, taken in (("berkas", True), ("alasan", False)):
        answer = client.post(f"/daftar/{batch.public_id}/{step}/", large())
        assert (answer.status_code != 413) is taken


def test_a_form_of_too_many_signs_is_too_large_and_no_ended_session(client):
    answer = client.post("/masuk/", {"login": "a" * 2_200_000})
    assert (answer.status_code, WORDS in answer.content.decode()) == (413, True)


def test_a_proxy_has_a_page_for_what_it_stops(client):
    answer = client.get("/terlalu-besar/")
    assert (answer.status_code, WORDS in answer.content.decode()) == (413, True)


@pytest.mark.parametrize("word", ["account_logout", "kata", "//evil.example/", "https://evil/"])
def test_a_word_as_next_leads_nowhere_else_and_breaks_nothing(client, word):
    tree = course_tree(modules=1, lessons=1)
    boss = UserFactory(is_superuser=True)
    client.force_login(boss)
    page = tree.lessons[0].pk
    answers = [
        client.post("/tema/", {"theme": "dark", "next": word}),
        client.post("/bahasa/", {"language": "id", "next": word}),
        client.get(f"/masuk/?next={word}"),
        client.get(f"/akun/konfirmasi/?next={word}"),
        client.post(f"/admin/pages/{page}/unpublish/?next={word}", {"next": word}),
        client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page}&next={word}"),
        client.post(f"/admin/pages/{page}/delete/?next={word}", {"next": word}),
        client.post(f"/keluar/?next={word}", {"next": word}),
    ]
    for answer in answers:
        assert answer.status_code in {200, 302, 403}
        assert word not in answer.headers.get("Location", "")


def test_every_page_says_what_it_does_not_ask_of_the_device(client):
    assert "camera=()" in client.get("/").headers["Permissions-Policy"]


def test_signposts(client, settings):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /belajar/" in robots
    assert f"{settings.BASE_URL}/sitemap.xml" in robots
    told = client.get("/.well-known/security.txt").content.decode()
    assert f"Contact: {settings.BASE_URL}/kontak/" in told
    assert "Expires: " in told


def test_the_map_names_published_pages_alone(client, settings):
    tree = course_tree(modules=1, lessons=1, title="Terbit")
    hidden = course_tree(modules=1, lessons=1, title="Rahasia", live=False)
    text = client.get("/sitemap.xml").content.decode()
    assert f"<loc>{settings.BASE_URL}{tree.course.url}</loc>" in text
    assert hidden.course.slug not in text
    assert tree.lessons[0].slug not in text
    assert HomePage.objects.exists()


def test_the_gallery_of_components_is_not_for_production(settings):
    name = "academy.web.urls"
    settings.PRODUCTION = True
    clear_url_caches()
    try:
        found = importlib.reload(sys.modules[name]).urlpatterns
        assert "gallery" not in {pattern.name for pattern in found}
    finally:
        settings.PRODUCTION = False
        importlib.reload(sys.modules[name])
        clear_url_caches()
