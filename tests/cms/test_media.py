import pytest

from tests.factories.files import drawing, photo

pytestmark = pytest.mark.django_db


def test_a_drawing_is_served_so_that_it_can_run_nothing(client):
    response = client.get(drawing().file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )


def test_a_picture_that_the_browser_has_is_not_sent_again(client):
    address = photo().file.url
    first = client.get(address)
    assert b"".join(first.streaming_content)[:2] == b"\xff\xd8"
    again = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "documents/rapor.pdf",
        "media/putar.mp3",
        "images/../../academy.sqlite3",
        "images/%2e%2e/secret_key",
        "images/a.html",
        "secret_key",
        "images/lost.webp",
    ],
)
def test_nothing_else_is_served(client, path):
    assert client.get(f"/media/{path}").status_code in {400, 404}
