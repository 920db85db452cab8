import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.services import free_port

# Nothing here has to survive a power cut.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "jit": "off",
}


def programs() -> Path:
    """Return the folder of the newest PostgreSQL: Debian keeps it off the path."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    initdb = found[-1] if found else shutil.which("initdb")
    if initdb is None:
        raise FileNotFoundError("PostgreSQL is not installed; run: make setup")
    return Path(initdb).parent


def _account() -> dict:
    """Return whom to run the server as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


class PostgreSQL:
    """A server with an empty database in a folder of its own."""

    def __init__(self, settings: dict[str, str]):
        self.folder = Path(tempfile.mkdtemp(prefix="academy-postgresql-"))
        self.account = _account()
        if self.account:
            os.chown(self.folder, self.account["user"], self.account["group"])
        self.port = free_port()
        self.url = f"postgresql://academy@127.0.0.1:{self.port}/postgres"
        own = {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder)}
        self.options = " ".join(f"-c {key}={value}" for key, value in (own | settings).items())
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        self.call(
            "initdb", "--username=academy", "--auth=trust", "--encoding=UTF8",
            f"--locale={locale}", "--no-sync",
        )  # fmt: skip

    def call(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [programs() / program, "--pgdata", self.folder / "data", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            **self.account,
        )

    def start(self) -> None:
        log = str(self.folder / "log")
        self.call("pg_ctl", "start", "--wait", "--log", log, "-o", f"-p {self.port} {self.options}")

    def kill(self) -> None:
        """End the server as the machine's lack of memory would; its own processes follow it."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self.call("pg_ctl", "stop", "--mode=immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def postgresql_server(settings: dict[str, str] = FAST) -> Iterator[PostgreSQL]:
    """Run a PostgreSQL server that can be killed and started again."""
    server = PostgreSQL(settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def postgresql(settings: dict[str, str] = FAST) -> Iterator[str]:
    """Run a PostgreSQL server with an empty database; yield its URL."""
    with postgresql_server(settings) as server:
        yield server.url
