"""Two loads, each of which is taken back, tell the same."""

import pytest
from django.db import transaction

from academy.demo.load.base import Clock
from academy.demo.load.whole import load_content, load_people
from tests.demo.story import story

pytestmark = pytest.mark.django_db


def told() -> dict[str, str]:
    """Return what is told by people of the demo that are loaded now, and taken back."""
    with transaction.atomic():
        load_people(Clock.today(), len, with_photos=False)
        found = story()
        transaction.set_rollback(True)
    return found


def test_every_load_tells_the_same_story():
    load_content(Clock.today())
    assert told() == told()
