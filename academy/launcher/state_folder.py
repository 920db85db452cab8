"""The folder of an embedded academy: one launcher at a time, and a way to start afresh."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What people and workers have written; keys and collected static files stay.
WRITTEN = (
    "academy.sqlite3",
    "academy.sqlite3-wal",
    "academy.sqlite3-shm",
    "media",
    "private",
    "broker",
    "mail",
    "celerybeat-schedule",
)


class FolderInUse(Exception):
    """Another launcher holds the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process alone. Raises FolderInUse if another one has it."""
    with (folder / "launcher.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FolderInUse from error
        yield


def set_aside(folder: Path) -> Path:
    """Move what was written in `folder` to `folder/previous` (only the last is kept)."""
    previous = folder / "previous"
    shutil.rmtree(previous, ignore_errors=True)
    previous.mkdir(mode=0o700)
    for name in WRITTEN:
        path = folder / name
        if path.exists():
            path.rename(previous / name)
    return previous
