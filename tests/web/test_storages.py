"""Files on disk and on S3: the same promises."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from academy.web.files.storages import private_response
from tests.services import free_port
from tests.services.ceph import ObjectStore
from tests.services.storages import use_object_store
from tests.services.waiting import wait_until

pytestmark = pytest.mark.services


def status(url):
    """Return the answer's status and body, as anybody on the way would get them."""
    try:
        with urlopen(url, timeout=10) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, b""


def test_a_private_file_comes_back_as_it_was(storage_place):
    name = storages["private"].save("hand-ins/work.txt", ContentFile(b"my work"))
    with storages["private"].open(name) as stored:
        assert stored.read() == b"my work"


def test_a_second_file_of_the_same_name_leaves_the_first(storage_place):
    first = storages["private"].save("hand-ins/same.txt", ContentFile(b"first"))
    second = storages["private"].save("hand-ins/same.txt", ContentFile(b"second"))
    assert first != second
    with storages["private"].open(first) as stored:
        assert stored.read() == b"first"


def test_a_private_file_on_disk_has_no_address_and_strangers_cannot_read_it(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "academy.web.files.storages.PrivateFileStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        }
    }
    name = storages["private"].save("hand-ins/work.txt", ContentFile(b"my work"))
    with pytest.raises(ValueError, match="no public address"):
        storages["private"].url(name)
    path = Path(storages["private"].path(name))
    assert [oct(part.stat().st_mode & 0o777) for part in (path, path.parent)] == ["0o600", "0o700"]


def test_a_private_file_is_handed_out_under_its_name(storage_place, rf):
    name = storages["private"].save("certificates/a.pdf", ContentFile(b"%PDF"))
    answer = private_response(
        rf.get("/"), name, filename="Sertifikat.pdf", content_type="application/pdf"
    )
    if storage_place == "disk":
        assert answer["Content-Disposition"] == 'attachment; filename="Sertifikat.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        # The next person on the handset does not find it.
        assert answer["Cache-Control"] == "private, no-cache"
        assert b"".join(answer.streaming_content) == b"%PDF"
    else:
        with urlopen(answer.url, timeout=10) as stored:
            assert stored.headers["Content-Disposition"] == 'attachment; filename="Sertifikat.pdf"'
            assert stored.headers["Content-Type"] == "application/pdf"
            assert stored.read() == b"%PDF"


@pytest.fixture
def on_s3(settings, object_store):
    use_object_store(settings, object_store)


class TestOnS3:
    def test_what_may_be_kept_is_kept_and_its_address_outlives_that(self, on_s3, rf):
        name = storages["private"].save("images/jar.webp", ContentFile(b"a jar"))
        answer = private_response(
            rf.get("/"), name, filename="jar.webp", content_type="image/webp", inline=True,
            keep_seconds=7 * 24 * 3600, is_public=True,
        )  # fmt: skip
        assert answer["Cache-Control"] == "public, max-age=86400"
        assert "X-Amz-Expires=86700&" in answer.url
        with urlopen(answer.url, timeout=10) as stored:
            assert stored.headers["Cache-Control"] == "public, max-age=86400"
            assert stored.read() == b"a jar"

    def test_a_private_file_opens_by_its_signed_address_only(self, on_s3):
        name = storages["private"].save("hand-ins/work.txt", ContentFile(b"my work"))
        signed = storages["private"].url(name)
        assert status(signed) == (200, b"my work")
        assert status(signed.split("?")[0]) == (403, b"")

    def test_an_altered_address_is_refused(self, on_s3):
        mine = storages["private"].save("hand-ins/mine.txt", ContentFile(b"mine"))
        theirs = storages["private"].save("hand-ins/theirs.txt", ContentFile(b"theirs"))
        signed = storages["private"].url(mine)
        assert status(signed.replace(mine, theirs)) == (403, b"")
        assert status(signed.replace("X-Amz-Expires=300", "X-Amz-Expires=3000")) == (403, b"")
        assert status(signed[:-1] + ("0" if signed[-1] != "0" else "1")) == (403, b"")

    def test_an_address_ends_to_work_when_its_time_is_over(self, on_s3):
        name = storages["private"].save("hand-ins/work.txt", ContentFile(b"my work"))
        signed = storages["private"].url(name, expire=1)
        wait_until(lambda: status(signed) == (403, b""), seconds=20, what="the address has expired")

    def test_an_address_works_for_five_minutes(self, on_s3):
        name = storages["private"].save("hand-ins/work.txt", ContentFile(b"my work"))
        assert "X-Amz-Expires=300&" in storages["private"].url(name)

    def test_a_wrong_key_is_refused(self, on_s3, object_store):
        name = storages["private"].save("hand-ins/work.txt", ContentFile(b"my work"))
        bucket = storages["private"].bucket_name
        with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
            object_store.client(secret_key="wrong").get_object(Bucket=bucket, Key=name)


@pytest.mark.django_db
def test_readyz_says_that_the_storage_is_away(client, settings):
    use_object_store(settings, ObjectStore(f"http://127.0.0.1:{free_port()}"), buckets=False)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["storage"]) == (503, False)
