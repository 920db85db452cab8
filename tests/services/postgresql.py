import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def postgresql(settings: dict[str, str] = FAST) -> Iterator[str]:
    """Run a PostgreSQL server with an empty database; yield its URL."""
    folder = Path(tempfile.mkdtemp(prefix="academy-postgresql-"))
    account = _account()
    if account:
        os.chown(folder, account["user"], account["group"])
    port = free_port()

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs() / program, "--pgdata", folder / "data", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **account,
        )

    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    call(
        "initdb", "--username=academy", "--auth=trust", "--encoding=UTF8",
        f"--locale={locale}", "--no-sync",
    )  # fmt: skip
    options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder)}
    arguments = " ".join(f"-c {key}={value}" for key, value in (options | settings).items())
    call("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "-o", f"-p {port} {arguments}")
    try:
        yield f"postgresql://academy@127.0.0.1:{port}/postgres"
    finally:
        call("pg_ctl", "stop", "--mode=immediate")
        shutil.rmtree(folder, ignore_errors=True)
