"""A web process gives its memory back: one that has grown beyond its share is replaced."""

import os
import subprocess
import sys
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from academy.launcher.processes import Size, kill_group, web_server
from tests.services import free_port
from tests.services.waiting import wait_until

pytestmark = pytest.mark.services


@pytest.fixture
def site():
    """Return the address of a growing site that is served as the academy is."""
    port = free_port()
    _server, *options, _academy = web_server("127.0.0.1", port, Size(1, 0))
    command = [sys.executable, "-m", "granian", *options, "tests.launcher.growing:application"]
    # Looked at each second here, each half a minute otherwise.
    server = subprocess.Popen(
        command, env=os.environ | {"GRANIAN_RSS_SAMPLE_INTERVAL": "1"}, start_new_session=True
    )
    yield f"http://127.0.0.1:{port}"
    kill_group(server)
    server.wait()


def who(address: str) -> str:
    """Return which process answers; "" while none does."""
    with suppress(URLError, ConnectionError, TimeoutError):
        return urlopen(address, timeout=5).read().decode()
    return ""


def test_a_web_process_that_has_grown_is_replaced_by_a_new_one(site):
    wait_until(lambda: who(site), seconds=30, what="an answer")
    first = who(site)
    assert who(f"{site}/grow") == first
    wait_until(lambda: who(site) not in {"", first}, seconds=60, what="another process")
