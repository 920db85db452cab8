import datetime as dt

import pytest

from courses.acts.device import counted, plausible

NOW = dt.datetime(2026, 2, 3, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("earlier", "believed"),
    [
        (dt.timedelta(0), True),
        (dt.timedelta(hours=72), True),
        (dt.timedelta(hours=72, seconds=1), False),
        (dt.timedelta(seconds=-1), False),
    ],
)
def test_a_device_time_counts_within_72_hours_and_never_in_the_future(earlier, believed):
    at = NOW - earlier
    assert plausible(at, NOW) == (at if believed else None)
    assert counted(at, NOW) == (at if believed else NOW)


def test_no_device_time_is_ours():
    assert counted(None, NOW) == NOW
