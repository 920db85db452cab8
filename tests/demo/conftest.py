"""The demo takes long to load: it is loaded once for all, and each file has a copy of it."""

import shutil
from collections.abc import Iterator

import pytest

from tests.services.academy import loaded_demo
from tests.services.databases import connected_to


@pytest.fixture(scope="module")
def demo(django_db_setup, tmp_path_factory) -> Iterator[None]:
    """The whole demo in the database, as `prepare` has loaded it, for all tests of a file."""
    copy = tmp_path_factory.mktemp("demo") / "academy.sqlite3"
    shutil.copy(loaded_demo() / copy.name, copy)
    with connected_to(copy):
        yield
