"""The key that an embedded academy makes for itself: once, whole, and read by its owner alone."""

import pytest

from academy.environment import secret_key
from tests.services.full_disk import full_disk


@pytest.fixture(autouse=True)
def none_given(monkeypatch):
    monkeypatch.delenv("ACADEMY_SECRET_KEY", raising=False)


def test_the_key_is_made_once_and_kept(tmp_path):
    made = secret_key(tmp_path, must_be_given=False)
    assert len(made) >= 50
    assert secret_key(tmp_path, must_be_given=False) == made
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_an_academy_begun_on_a_full_disk_starts_when_there_is_room(tmp_path):
    with full_disk(), pytest.raises(OSError, match="too large"):
        secret_key(tmp_path, must_be_given=False)
    assert list(tmp_path.iterdir()) == []
    assert secret_key(tmp_path, must_be_given=False)


def test_a_key_that_a_full_disk_left_empty_is_made_anew(tmp_path):
    (tmp_path / "secret_key").touch()
    made = secret_key(tmp_path, must_be_given=False)
    assert made
    assert secret_key(tmp_path, must_be_given=False) == made
