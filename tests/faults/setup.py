"""Academies that can be made to suffer: embedded, and with PostgreSQL, Redis and S3."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg

from tests.faults.handset import Handset
from tests.services.academy import PROJECT, Academy
from tests.services.ceph import Cluster, ObjectStore, ceph_cluster
from tests.services.postgresql import FAST, PostgreSQL, postgresql_server
from tests.services.redis import RedisServer, redis_server

LEASE_SECONDS = 5
DISK_BYTES = 400 * 1024 * 1024
PEOPLE = 90
# What was committed must survive the server's death; of the machine's there is no talk here.
DATABASE = FAST | {"synchronous_commit": "on", "max_connections": "60"}


@dataclass
class Setup:
    """A running academy, its services, and its people."""

    name: str
    academy: Academy
    disk: Path | None  # a small disk of its own under the academy's state, where one can be had
    database: PostgreSQL | None = None
    broker: RedisServer | None = None
    store: Cluster | None = None
    bucket: str = ""
    assignment: str = ""
    pin: str = ""
    names: list[str] = field(default_factory=list)
    handsets: list[Handset] = field(default_factory=list)

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of the tests in the academy's environment; return what it printed."""
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=PROJECT,
            env=self.academy.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def seed(self) -> None:
        made = json.loads(self.run("tests.faults.seed", str(PEOPLE)).splitlines()[-1])
        self.assignment, self.pin = made["assignment"], made["pin"]
        self.names = [person["name"] for person in made["people"]]
        self.handsets = [Handset(self.academy.port, person["session"]) for person in made["people"]]

    def rows(self, query: str, *values: object) -> list[tuple]:
        """Ask the database itself, whatever the academy does meanwhile."""
        if self.database is not None:
            with psycopg.connect(self.database.url) as connection:
                return connection.execute(query.replace("?", "%s"), values).fetchall()
        path = self.academy.folder / "academy.sqlite3"
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def stored(self) -> set[str]:
        """Return the names of all private files that are really there."""
        if self.store is not None:
            pages = self.store.store.client().get_paginator("list_objects_v2")
            found = pages.paginate(Bucket=self.bucket)
            return {item["Key"] for page in found for item in page.get("Contents", [])}
        folder = self.academy.folder / "private"
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    def ready(self) -> dict[str, bool]:
        """Return what /readyz says; nothing where nobody answers."""
        address = f"http://localhost:{self.academy.port}/readyz"
        try:
            with urlopen(address, timeout=20) as answer:
                return json.load(answer)
        except HTTPError as refused:
            with suppress(ValueError):
                return json.load(refused)
        except (URLError, OSError):
            pass
        return {}

    def is_ready(self) -> bool:
        said = self.ready()
        return bool(said) and all(said.values())

    def below(self, word: str, root: int | None = None) -> int:
        """Return the first process whose parent is the launcher (or `root`) and that has `word`."""
        root = root or self.academy.launcher.pid
        listed = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        for line in listed.splitlines():
            pid, parent, arguments = line.split(maxsplit=2)
            if int(parent) == root and word in arguments:
                return int(pid)
        raise LookupError(word)

    def start(self) -> None:
        """Start the launcher, without waiting for it."""
        with (PROJECT / "var" / f"faults-{self.name}.log").open("a") as log:
            self.academy.launcher = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.academy.port)],
                cwd=PROJECT,
                env=self.academy.environment,
                stdout=log,
                stderr=log,
            )

    def wait(self, condition: Callable[[], object], seconds: float, what: str) -> float:
        """Return after how many seconds `condition()` came true; TimeoutError after `seconds`."""
        begun = time.monotonic()
        while not condition():
            if time.monotonic() - begun > seconds:
                raise TimeoutError(what)
            time.sleep(0.3)
        return time.monotonic() - begun


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """Mount a small disk of memory; None where that is not allowed."""
    folder = Path(tempfile.mkdtemp(prefix="academy-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES},mode=0700", "tmpfs", str(folder)],
        check=False,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield folder if mounted.returncode == 0 else None
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "-l", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def setup(name: str) -> Iterator[Setup]:
    """Run an academy, "embedded" or "full", with its people; everything is gone afterwards."""
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk())
        place = disk or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (place / "state").mkdir()
        (place / "tmp").mkdir()
        made = Setup(name, Academy(place / "state", {}), disk)
        port = made.academy.port
        made.academy.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PYTHONPATH": str(PROJECT),
            "TMPDIR": str(place / "tmp"),
            "ACADEMY_BASE_URL": f"https://localhost:{port}",
            "ACADEMY_PRODUCTION": "1",
            "ACADEMY_SECRET_KEY": "only-for-tests-and-not-a-secret-of-any-academy",
            "ACADEMY_HEARTBEAT_SECONDS": "3",
            "ACADEMY_JOB_LEASE_SECONDS": str(LEASE_SECONDS),
        }
        if name == "full":
            _add_services(made, stack)
        stack.callback(_end, made)
        made.start()
        made.wait(made.is_ready, 900, "the academy is ready")
        made.seed()
        yield made


def _add_services(made: Setup, stack: ExitStack) -> None:
    made.database = stack.enter_context(postgresql_server(DATABASE))
    made.broker = stack.enter_context(redis_server())
    made.store = stack.enter_context(ceph_cluster())
    made.bucket = made.store.store.new_bucket()
    made.academy.environment |= {
        "ACADEMY_DATABASE_URL": made.database.url,
        "ACADEMY_REDIS_URL": made.broker.url,
        **_store_variables(made.store.store, made.bucket),
    }


def _store_variables(store: ObjectStore, bucket: str) -> dict[str, str]:
    return {
        "ACADEMY_S3_ENDPOINT": store.endpoint,
        "ACADEMY_S3_ACCESS_KEY": store.access_key,
        "ACADEMY_S3_SECRET_KEY": store.secret_key,
        "ACADEMY_S3_PRIVATE_BUCKET": bucket,
    }


def _end(made: Setup) -> None:
    launcher = made.academy.launcher
    if launcher is None or launcher.poll() is not None:
        return
    launcher.terminate()
    try:
        launcher.wait(timeout=60)
    except subprocess.TimeoutExpired:
        os.kill(launcher.pid, signal.SIGKILL)
        launcher.wait()
