"""The processes of an academy on one machine, and how much each may take."""

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass

# Each thread has a connection to the database of its own.
WEB_THREADS = 4
# MiB. A process that has grown beyond is replaced by a new one, in order.
MOST_MEMORY = 400
# For a shell, `manage.py` and whoever looks at the database beside the academy.
SPARE_CONNECTIONS = 5
# glibc keeps an arena for each thread and gives little of it back.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # compared, not listened at
FRUGAL = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}


@dataclass(frozen=True)
class Size:
    """How much runs on this machine."""

    web_processes: int
    worker_processes: int

    @property
    def connections(self) -> int:
        """How many connections to the database it opens at most.

        One for each web thread and each process that does tasks, and one for the worker's
        heartbeat.
        """
        worker = self.worker_processes + 1 if self.worker_processes else 0
        return self.web_processes * WEB_THREADS + worker + SPARE_CONNECTIONS


def web_server(host: str, port: int, size: Size) -> list[str]:
    """Return what runs the web server: a module and its arguments."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    options += ["--workers", str(size.web_processes), "--blocking-threads", str(WEB_THREADS)]
    # Who comes while all threads are at work waits; a lab that opens is not refused.
    options += ["--backlog", "1024", "--backpressure", "512", "--log-level", "error"]
    options += ["--respawn-failed-workers", "--respawn-interval", "8"]
    options += ["--workers-max-rss", str(MOST_MEMORY), "--workers-kill-timeout", "30"]
    return ["academy.launcher.web_server", *options, "academy.launcher.web:application"]


def reached(host: str) -> str:
    """Return where, on this machine, a server that listens at `host` is reached."""
    found = EVERYWHERE.get(host, host)
    return f"[{found}]" if ":" in found else found


def worker(size: Size) -> list[str]:
    """Return what runs the worker, with the clock (beat) inside: a module and its arguments."""
    options = ["--beat", "--pool", "prefork", "--concurrency", str(size.worker_processes)]
    options += ["--max-memory-per-child", str(MOST_MEMORY * 1024), "--loglevel", "WARNING"]
    options += ["--without-gossip", "--without-mingle"]
    return ["celery", "--quiet", "-A", "academy", "worker", *options]


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """End what `child` started; that outlives it where it was killed from outside."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
