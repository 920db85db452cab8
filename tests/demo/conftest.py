"""The demo takes seconds to load: each file loads it once and takes it back at its end."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from academy.demo.load.base import Clock
from academy.demo.load.whole import load_content


@pytest.fixture(scope="module")
def courses_loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Site and courses of the demo, for all tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_content(Clock.today())
        yield
        transaction.set_rollback(True)
