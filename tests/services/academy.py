import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import brotli

from tests.services import free_port
from tests.services.waiting import wait_until

PROJECT = Path(__file__).resolve().parent.parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# The same engine without what draws windows: a third of the processor's time for each page.
HEADLESS_NAME = "chromium-headless-shell"
# What `prepare` says where it has migrations to apply.
PREPARING = "Preparing the database"
# What the launcher says once the web server has answered it.
OPEN = "The academy is open at"
DATABASE, FILES = "academy.sqlite3", "private"
PRODUCTION = {"ACADEMY_PRODUCTION": "1", "ACADEMY_SECRET_KEY": "a-key-of-these-tests-alone" * 2}
# What a worker does in the first quarter of an hour of an academy: what the clock asks for, and the
# jobs that wait. The demo leaves it hundreds of certificates to print.
WORK_OFF = """
from celery import current_app
from django.conf import settings
from academy.core.models import Job

current_app.loader.import_default_modules()
for entry in settings.CELERY_BEAT_SCHEDULE.values():
    if entry["schedule"] <= 900:
        current_app.tasks[entry["task"]]()
while (job := Job.objects.unfinished().order_by("pk").first()) is not None:
    current_app.tasks[job.kind](job.pk)
"""
CHROMIUM_APP = Path("/Applications/Chromium.app/Contents/MacOS/Chromium")


def chromium() -> str:
    """Return the path of the machine's Chromium."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    if CHROMIUM_APP.exists():
        return str(CHROMIUM_APP)
    raise FileNotFoundError("Chromium is not installed; run: make setup")


def headless_chromium() -> str:
    """Return the path of a Chromium that draws no windows; of any, where there is none."""
    return shutil.which(HEADLESS_NAME) or chromium()


def old_chromium(major: int) -> str:
    """Return the path of a Chromium at which phones stopped: 106 on Android 6, 119 on 7."""
    package = PROJECT / "tests" / "node_modules" / f"chromium-{major}" / "bin"
    program = PROJECT / "var" / "tests" / f"chromium-{major}"
    if not program.exists():
        program.parent.mkdir(parents=True, exist_ok=True)
        unpacking = program.with_suffix(f".{os.getpid()}")
        unpacking.write_bytes(brotli.decompress((package / "chromium.br").read_bytes()))
        unpacking.chmod(0o755)
        unpacking.rename(program)
    return str(program)


class Academy:
    """A whole academy in other processes, with a state folder and a port of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        left_out = ("ACADEMY_", "PYTHONDONTWRITEBYTECODE")
        inherited = {key: text for key, text in os.environ.items() if not key.startswith(left_out)}
        self.environment = inherited | {
            "DJANGO_SETTINGS_MODULE": "academy.settings",
            "ACADEMY_VAR": str(folder),
            "ACADEMY_BASE_URL": self.url,
            **environment,
        }
        self.launcher: subprocess.Popen | None = None
        # How often the launcher had said so before it was last started.
        self.opened = 0

    def manage(self, *arguments: str) -> str:
        """Run a management command in this academy and return what it printed.

        Raises CalledProcessError, with what it complained of, if the command fails.
        """
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=self.environment,
            check=True,
            text=True,
            capture_output=True,
        )
        return done.stdout

    def log(self) -> str:
        """Return what the launcher and its processes have said."""
        return (self.folder / "launcher.log").read_text()

    def said_open(self) -> int:
        return self.log().count(OPEN) if (self.folder / "launcher.log").exists() else 0

    def start(self) -> None:
        """Start web server and worker; return when both are ready, and the launcher knows it."""
        self.opened = self.said_open()
        with (self.folder / "launcher.log").open("a") as log:
            self.launcher = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=PROJECT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        wait_until(self.is_ready_or_ended, seconds=900, what=f"{self.url} is ready")
        if self.launcher.poll() is not None:
            raise RuntimeError(self.log())

    def is_ready_or_ended(self) -> bool:
        if self.launcher is None or self.launcher.poll() is not None:
            return True
        # A web server that ends before, ends the launcher: it could never have run.
        if self.said_open() == self.opened:
            return False
        with suppress(URLError, ConnectionError, TimeoutError):
            return urlopen(f"{self.url}/readyz", timeout=10).status == 200
        return False

    def keep(self, state: Path) -> None:
        """Keep in the folder `state` what this embedded academy holds now."""
        state.mkdir(parents=True)
        _copy_state(self.folder, state)

    def go_back(self, state: Path) -> None:
        """Let this embedded academy hold what `state` does; return when it is ready.

        It goes on running: sessions and what is cached are rows too.
        """
        _copy_state(state, self.folder)
        wait_until(self.is_ready_or_ended, seconds=60, what=f"{self.url} is ready again")

    def stop(self) -> None:
        if self.launcher is not None:
            self.launcher.terminate()
            self.launcher.wait(timeout=60)
            self.launcher = None


@contextmanager
def academy(**environment: str) -> Iterator[Academy]:
    """Run an academy with the whole demo; `environment` adds variables (ACADEMY_…).

    An embedded one begins with a copy of the demo that was loaded once for all, and whose worker
    has nothing left to do.
    """
    folder = Path(tempfile.mkdtemp(prefix="academy-run-"))
    running = Academy(folder, environment)
    try:
        if "ACADEMY_DATABASE_URL" not in environment:
            shutil.copytree(worked_off_demo(), folder, dirs_exist_ok=True)
        running.start()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _copy_state(source: Path, target: Path) -> None:
    """Copy database and files; what `target` has by the same name is the same file."""
    with (
        closing(sqlite3.connect(source / DATABASE, timeout=60)) as rows,
        closing(sqlite3.connect(target / DATABASE, timeout=60)) as into,
    ):
        rows.backup(into)

    def copy_missing(path: str, place: str) -> None:
        if not Path(place).exists():
            shutil.copy2(path, place)

    shutil.copytree(source / FILES, target / FILES, dirs_exist_ok=True, copy_function=copy_missing)


def worked_off_demo() -> Path:
    """Return a state folder with the demo, in which the worker has done all that waited for it.

    Whatever goes back to it, goes back to a worker at rest: else hundreds of certificates would
    be printed anew beside each file of journeys.
    """

    def work_off(folder: Path) -> None:
        shutil.copytree(loaded_demo(), folder, dirs_exist_ok=True)
        Academy(folder, {}).manage("shell", "--no-imports", "-c", WORK_OFF)

    return _made_once("worked-off", work_off)


def loaded_demo() -> Path:
    """Return a state folder with the demo, loaded today by this very version of the sources."""

    def load(folder: Path) -> None:
        shutil.copytree(empty_academy() / "static", folder / "static")
        Academy(folder, {}).manage("prepare")

    return _made_once("demo", load)


def empty_academy() -> Path:
    """Return a state folder of an academy in production, prepared, in which nobody is yet."""

    def prepare(folder: Path) -> None:
        assert PREPARING in Academy(folder, PRODUCTION).manage("prepare")

    return _made_once("empty", prepare)


def _made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that whoever asks first has let `make`; the others wait for it."""
    kept = PROJECT / "var" / "tests" / f"{name}-{_sources()}-{date.today():%Y%m%d}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with (kept.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for older in kept.parent.glob(f"{name}-*"):
                shutil.rmtree(older, ignore_errors=True)
            making = Path(tempfile.mkdtemp(prefix="making-", dir=kept.parent))
            make(making)
            making.rename(kept)
    return kept


def _sources() -> str:
    """Return a name for all that the loaded demo depends on."""
    digest = hashlib.sha256((PROJECT / "requirements.txt").read_bytes())
    for folder in ("academy", "certificates", "cms", "courses", "locale", "static", "templates"):
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".mo"}:
                digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
