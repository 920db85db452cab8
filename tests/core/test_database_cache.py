"""The cache in the database of an embedded academy, on a disk that has filled up."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from academy.core.database_cache import DatabaseCache
from tests.services.full_disk import full_disk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(settings):
    """A value that lasts, in a cache of rows."""
    place = {
        "BACKEND": f"{DatabaseCache.__module__}.{DatabaseCache.__qualname__}",
        "LOCATION": "academy_cache",
    }
    settings.CACHES = {"default": place}
    call_command("createcachetable", verbosity=0)
    return caches["default"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an embedded academy's alone")
def test_what_has_expired_is_not_there_also_while_it_cannot_be_cleared_away(kept, client):
    kept.set("readyz", 1, timeout=-1)
    with full_disk():
        assert kept.get("readyz", "nothing") == "nothing"
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["room"]) == (503, False)
