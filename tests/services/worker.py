import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from redis import Redis

from tests.services.academy import PROJECT


def environment() -> dict[str, str]:
    """Return the variables that show another process the database of this test."""
    here = connection.settings_dict
    found = {"DJANGO_SETTINGS_MODULE": "academy.settings", "ACADEMY_VAR": str(settings.VAR_DIR)}
    if connection.vendor == "postgresql":
        found["ACADEMY_DATABASE_URL"] = (
            f"postgresql://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}"
            f"/{here['NAME']}?{urlencode(here['OPTIONS'])}"
        )
    if settings.REDIS_URL:
        found["ACADEMY_REDIS_URL"] = settings.REDIS_URL
    return found


class Worker:
    """A real Celery worker with its clock, working on the database of this test."""

    def __init__(self, **variables: str):
        self.environment = os.environ | environment() | variables
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "celery", "-A", "academy", "worker", "--beat",
                "--include", "tests.services.jobs", "--pool", "prefork", "--concurrency", "1",
                "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
            ],
            cwd=PROJECT,
            env=self.environment,
            start_new_session=True,
        )  # fmt: skip

    def kill(self) -> None:
        """End the worker and its children as a power cut would."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def worker(**variables: str) -> Iterator[Worker]:
    """Run a worker; `variables` shorten its clocks (ACADEMY_HEARTBEAT_SECONDS, …)."""
    forget_messages()
    running = Worker(**variables)
    running.start()
    try:
        yield running
    finally:
        running.kill()


def forget_messages() -> None:
    """Drop what has been sent and not been fetched, as a broker does that is lost."""
    if settings.REDIS_URL:
        Redis.from_url(settings.REDIS_URL).flushdb()
    else:
        shutil.rmtree(settings.BROKER_DIR)
        Path(settings.BROKER_DIR).mkdir(mode=0o700)
