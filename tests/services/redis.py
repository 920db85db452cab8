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


class RedisServer:
    """A server that keeps nothing on disk: killed and started again, it is empty."""

    def __init__(self, folder: str):
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder,
             "--save", "", "--appendonly", "no", "--databases", "64"],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(lambda: answers(self.port), seconds=20, what="Redis answers")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    """Run a Redis server that can be killed and started again."""
    with tempfile.TemporaryDirectory(prefix="academy-redis-") as folder:
        server = RedisServer(folder)
        try:
            server.start()
            yield server
        finally:
            server.kill()


@contextmanager
def redis() -> Iterator[str]:
    """Run a Redis server; yield its URL without a database number."""
    with redis_server() as server:
        yield server.url
