import pytest
from django.conf import settings

from certificates.pdf import keys
from tests.factories.certificates import finished_batch
from tests.factories.people import UserFactory


@pytest.fixture(scope="session", autouse=True)
def demo_key():
    """What `make setup` makes: without a key no certificate is printed."""
    keys.ensure_demo_key(settings.KEYS_DIR)


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True, full_name="Bu Retno")


@pytest.fixture
def batch(coordinator):
    return finished_batch(coordinators=[coordinator])
