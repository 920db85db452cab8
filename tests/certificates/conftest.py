import pytest
from django.conf import settings

from certificates.pdf import keys


@pytest.fixture(scope="session", autouse=True)
def demo_key():
    """What `make setup` makes: without a key no certificate is printed."""
    keys.ensure_demo_key(settings.KEYS_DIR)
