import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.services import free_port
from tests.services.waiting import wait_until


def answers(port: int) -> bool:
    """Say whether somebody listens on `port` of the loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def redis() -> Iterator[str]:
    """Run a Redis server that keeps nothing on disk; yield its URL without a database number."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="academy-redis-") as folder:
        server = subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", folder,
             "--save", "", "--appendonly", "no", "--databases", "64"],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_until(lambda: answers(port), seconds=20, what="Redis answers")
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.kill()
            server.wait()
