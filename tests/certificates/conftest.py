import pytest

from tests.factories.certificates import finished_batch
from tests.factories.people import UserFactory


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True, full_name="Bu Retno")


@pytest.fixture
def batch(coordinator):
    return finished_batch(coordinators=[coordinator])
