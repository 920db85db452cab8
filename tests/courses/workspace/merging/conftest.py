"""Two accounts of one person."""

import pytest

from tests.courses.workspace.merging.accounts import two_accounts


@pytest.fixture
def at():
    return two_accounts()
