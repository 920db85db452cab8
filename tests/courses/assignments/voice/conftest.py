"""The world of the tests of voice notes, and what is stored in it."""

import pytest

from tests.courses.assignments.voice.recorder import stored
from tests.courses.world import world


@pytest.fixture
def here():
    return world(2)


@pytest.fixture
def files():
    """Return a function that tells the voice notes that were stored since the test began."""
    before = stored()
    return lambda: stored() - before
