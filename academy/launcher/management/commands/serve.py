"""One launcher for an academy on one machine: web server and worker, together."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import deque
from contextlib import suppress
from io import StringIO
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from academy.launcher.state_folder import FolderInUse, held

# How long a worker may finish what it holds; its job row lets another one go on.
PATIENCE_SECONDS = 15
ANSWER_SECONDS = 60
# Before another worker takes the place of one that died.
REST_SECONDS = 3
# One that dies so often in so short a time cannot run here at all.
DEATHS, DEATHS_SECONDS = 5, 120


class Command(BaseCommand):
    help = "Prepares the academy, then runs its web server and its worker until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=urlsplit(settings.BASE_URL).port or 8000)
        parser.add_argument("--web-processes", type=int, default=2)

    def handle(self, *, host: str, port: int, web_processes: int, **options: Any) -> None:
        # Names of children that have ended; None where the launcher was told to stop.
        self.events: SimpleQueue[str | None] = SimpleQueue()
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        try:
            with held(settings.VAR_DIR):
                self.refuse_busy_port(host, port)
                call_command("prepare")
                # Above all: no printed password beside people who are not the demo's.
                call_command("check", tags=["database"], databases=["default"], stdout=StringIO())
                connections.close_all()
                self.run(host, port, web_processes)
        except FolderInUse as error:
            raise CommandError(
                f"An academy runs already in {settings.VAR_DIR}; stop it first (Ctrl-C there)."
            ) from error

    def refuse_busy_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} is in use by another program. "
                    f"Choose another one: make run PORT={port + 1}"
                ) from error

    def run(self, host: str, port: int, web_processes: int) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda received, frame: self.events.put(None))
        self.start("web server", granian(host, port, web_processes))
        dead = None
        try:
            dead = self.wait_for_answer(port)
            if dead is None:
                self.start("worker", celery_worker())
                self.say(f"\nThe academy is open at {settings.BASE_URL} (Ctrl-C stops it).\n")
                if settings.DEMO_SIGN_IN:
                    call_command("demo_accounts")
                dead = self.wait_for_end()
            if dead:
                self.say(f"The {dead} has ended by itself; the academy stops.")
        finally:
            self.stop()
        if dead:
            sys.exit(self.children[dead].returncode or 1)

    def wait_for_end(self) -> str | None:
        """Return None when told to stop, or the name of what has ended by itself for good.

        A worker that dies is replaced: pages stay open, and its jobs are taken up again.
        """
        deaths: deque[float] = deque(maxlen=DEATHS)
        while (ended := self.events.get()) == "worker":
            deaths.append(time.monotonic())
            if len(deaths) == DEATHS and deaths[-1] - deaths[0] < DEATHS_SECONDS:
                return ended
            self.say("The worker has ended by itself; another one takes its place.")
            kill_group(self.children[ended])
            with suppress(Empty):
                return self.events.get(timeout=REST_SECONDS)
            self.start("worker", celery_worker())
        return ended

    def start(self, name: str, command: list[str]) -> None:
        # A session of its own: Ctrl-C reaches the launcher alone, which stops them in order.
        child = subprocess.Popen(command, start_new_session=True)
        self.children[name] = child
        Thread(target=self.report_end, args=[name, child], daemon=True).start()

    def report_end(self, name: str, child: subprocess.Popen[bytes]) -> None:
        child.wait()
        self.events.put(name)

    def wait_for_answer(self, port: int) -> str | None:
        """Return None when the web server answers, or the name of what ended before."""
        for _try in range(ANSWER_SECONDS * 5):
            with suppress(Empty):
                return self.events.get(timeout=0.2) or ""
            with suppress(URLError, ConnectionError, TimeoutError):
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                return None
        return "web server"

    def stop(self) -> None:
        running = [child for child in self.children.values() if child.poll() is None]
        if running:
            self.say("Stopping …")
        for child in running:
            child.terminate()
        for child in running:
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=PATIENCE_SECONDS)
        for child in self.children.values():
            kill_group(child)
            child.wait()

    def say(self, text: str) -> None:
        """Print `text`; the terminal may be gone."""
        with suppress(OSError):
            self.stdout.write(text)
            self.stdout.flush()


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """End what `child` started; that outlives it where it was killed from outside."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def granian(host: str, port: int, processes: int) -> list[str]:
    """Return the command of the web server."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    options += ["--workers", str(processes), "--blocking-threads", "4", "--log-level", "warning"]
    return [sys.executable, "-m", "granian", *options, "academy.wsgi:application"]


def celery_worker() -> list[str]:
    """Return the command of the worker, with the clock (beat) inside."""
    options = ["--beat", "--pool", "prefork", "--concurrency", "1", "--loglevel", "WARNING"]
    options += ["--without-gossip", "--without-mingle"]
    # In a container everything runs as root; Celery's warning of it helps nobody there.
    python = [sys.executable, "-W", "ignore:You're running the worker with superuser"]
    return [*python, "-m", "celery", "--quiet", "-A", "academy", "worker", *options]
