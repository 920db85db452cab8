"""One launcher for an academy on one machine: web server and worker, together."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from io import StringIO
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from academy.launcher.leash import leashed
from academy.launcher.processes import FRUGAL, Size, kill_group, reached, web_server, worker
from academy.launcher.state_folder import FolderInUse, held

WEB, WORKER = "web server", "worker"

# How long a worker may finish what it holds; its job row lets another one go on.
PATIENCE_SECONDS = 15
ANSWER_SECONDS = 60
# Before another one takes the place of a process that died; each time twice as long where it
# dies again at once (a disk is full, a database is away), until it has lived a while.
REST_SECONDS, LONGEST_REST_SECONDS = 3, 60
LIVED_SECONDS = 120


class Command(BaseCommand):
    help = "Prepares the academy, then runs its web server and its worker until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=urlsplit(settings.BASE_URL).port or 8000)
        parser.add_argument("--web-processes", type=int, default=2)
        parser.add_argument(
            "--worker-processes",
            type=int,
            default=1,
            help="how many jobs at once; 0 for a further machine that serves pages alone",
        )

    def handle(
        self, *, host: str, port: int, web_processes: int, worker_processes: int, **options: Any
    ) -> None:
        # Names of children that have ended; None where the launcher was told to stop.
        self.events: SimpleQueue[str | None] = SimpleQueue()
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.started: dict[str, float] = {}
        size = Size(web_processes, worker_processes)
        self.commands = {WEB: web_server(host, port, size)}
        if worker_processes:
            self.commands[WORKER] = worker(size)
        # The kernel closes the writing end when this process is gone, whatever became of it.
        self.leash, self.held_end = os.pipe()
        try:
            with held(settings.VAR_DIR):
                self.refuse_busy_port(host, port)
                self.refuse_too_many(size.connections)
                call_command("prepare")
                # Above all: no printed password beside people who are not the demo's.
                call_command("check", tags=["database"], databases=["default"], stdout=StringIO())
                connections.close_all()
                self.run(host, port)
        except FolderInUse as error:
            raise CommandError(
                f"An academy runs already in {settings.VAR_DIR}; stop it first (Ctrl-C there)."
            ) from error

    def refuse_busy_port(self, host: str, port: int) -> None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise CommandError(
                        f"This machine cannot listen at {host}, port {port}: {error.strerror}."
                    ) from error
                raise CommandError(
                    f"Port {port} is in use by another program. "
                    f"Choose another one: make run PORT={port + 1}"
                ) from error

    def refuse_too_many(self, wanted: int) -> None:
        """Raise CommandError where the database has no room for all that starts here."""
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('max_connections')::int"
                " - current_setting('superuser_reserved_connections')::int"
            )
            [(given,)] = cursor.fetchall()
        if wanted > given:
            raise CommandError(
                f"PostgreSQL gives {given} connections, and this machine would open {wanted}. "
                "Raise its max_connections, or choose fewer --web-processes."
            )

    def run(self, host: str, port: int) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda received, frame: self.events.put(None))
        self.start(WEB)
        dead = None
        try:
            dead = self.wait_for_answer(host, port)
            if dead is None:
                if WORKER in self.commands:
                    self.start(WORKER)
                self.say(f"\nThe academy is open at {settings.BASE_URL} (Ctrl-C stops it).\n")
                if settings.DEMO_SIGN_IN:
                    call_command("demo_accounts")
                self.replace_until_told()
            elif dead:
                self.say(f"The {dead} cannot run here; the academy stops.")
        finally:
            self.stop()
        if dead:
            sys.exit(self.children[dead].returncode or 1)

    def replace_until_told(self) -> None:
        """Put another process in the place of each that ends by itself, until told to stop.

        The others go on: pages stay open, and jobs are taken up again. It never gives up, so
        that nobody has to be there when a disk has room or a database answers again.
        """
        rests = dict.fromkeys(self.commands, REST_SECONDS)
        due: dict[str, float] = {}
        while True:
            now = time.monotonic()
            for name in [name for name, at in due.items() if at <= now]:
                del due[name]
                self.start(name)
            wait = min(due.values()) - now if due else None
            try:
                ended = self.events.get(timeout=wait)
            except Empty:
                continue
            if ended is None:
                return
            self.say(f"The {ended} has ended by itself; another one takes its place.")
            kill_group(self.children[ended])
            if time.monotonic() - self.started[ended] > LIVED_SECONDS:
                rests[ended] = REST_SECONDS
            due[ended] = time.monotonic() + rests[ended]
            rests[ended] = min(2 * rests[ended], LONGEST_REST_SECONDS)

    def start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches the launcher alone, which stops them in order.
        child = subprocess.Popen(
            leashed(self.leash, *self.commands[name]),
            start_new_session=True,
            pass_fds=[self.leash],
            env=FRUGAL | os.environ,
        )
        self.children[name] = child
        self.started[name] = time.monotonic()
        Thread(target=self.report_end, args=[name, child], daemon=True).start()

    def report_end(self, name: str, child: subprocess.Popen[bytes]) -> None:
        child.wait()
        self.events.put(name)

    def wait_for_answer(self, host: str, port: int) -> str | None:
        """Return None when the web server answers, or the name of what ended before."""
        # Asked by a name that is always allowed, wherever it listens.
        question = Request(f"http://{reached(host)}:{port}/healthz", headers={"Host": "localhost"})
        for _try in range(ANSWER_SECONDS * 5):
            with suppress(Empty):
                return self.events.get(timeout=0.2) or ""
            with suppress(URLError, ConnectionError, TimeoutError):
                urlopen(question, timeout=5).close()
                return None
        return WEB

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
