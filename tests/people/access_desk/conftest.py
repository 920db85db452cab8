"""Who reads the record."""

import pytest

from tests.factories.people import UserFactory


@pytest.fixture
def manager():
    return UserFactory(program_manager=True)
