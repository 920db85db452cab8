import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories.cms import drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording():
    name = default_storage.save("media/putar.mp3", ContentFile(b"ID3" + bytes(range(200))))
    yield name
    default_storage.delete(name)


def test_a_drawing_is_served_so_that_it_can_run_nothing(client):
    response = client.get(drawing().file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )


def test_a_player_gets_the_part_it_asks_for(client, recording):
    response = client.get(f"/media/{recording}", headers={"Range": "bytes=3-5"})
    assert response.status_code == 206
    assert response.content == bytes([0, 1, 2])
    assert response["Content-Range"] == "bytes 3-5/203"


def test_a_part_beyond_the_end_is_refused(client, recording):
    response = client.get(f"/media/{recording}", headers={"Range": "bytes=999-"})
    assert response.status_code == 416


def test_a_file_that_the_browser_has_is_not_sent_again(client, recording):
    first = client.get(f"/media/{recording}")
    assert b"".join(first.streaming_content) == b"ID3" + bytes(range(200))
    again = client.get(f"/media/{recording}", headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "documents/rapor.pdf",
        "images/../../academy.sqlite3",
        "images/%2e%2e/secret_key",
        "images/a.html",
        "secret_key",
        "images/lost.webp",
    ],
)
def test_nothing_else_is_served(client, path):
    assert client.get(f"/media/{path}").status_code in {400, 404}
