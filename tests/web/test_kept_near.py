"""What a process keeps is built anew when its state or its time is over."""

import pytest

from academy.web.kept import Near


@pytest.mark.parametrize(
    ("seconds", "states", "built"),
    [(60, "aa", 1), (60, "ab", 2), (0, "aa", 2), (60, "aba", 3)],
)
def test_a_value_lives_as_long_as_its_state_and_its_seconds(seconds, states, built):
    calls = []
    near = Near(size=2, seconds=seconds)
    for state in states:
        near.get("key", (state,), lambda: calls.append(1))
    assert len(calls) == built
