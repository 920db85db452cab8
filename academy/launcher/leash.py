"""A process that ends with the launcher, however the launcher ends.

A launcher that is killed can stop nothing any more: its web server would keep the port and its
worker the queue, and the next launcher could not begin. So each child holds the reading end of a
pipe of which the launcher alone has the other. It is closed by the kernel when the launcher is
gone, on Linux and macOS alike, and at that moment the child ends with all that it has started.
Nothing is lost by it: what was answered is in the database, and long work holds a lease.
"""

import os
import runpy
import signal
import sys
from threading import Thread


def leashed(fd: int, module: str, *arguments: str) -> list[str]:
    """Return the command that runs `module` on the leash `fd`, as `python -m` would."""
    # In a container everything runs as root; Celery's warning of it helps nobody there.
    python = [sys.executable, "-W", "ignore:You're running the worker with superuser"]
    return [*python, "-m", __name__, str(fd), module, *arguments]


def hold(fd: int) -> None:
    """End this process and its group as soon as nobody holds the other end of `fd`."""
    Thread(target=_end_with, args=[fd], daemon=True).start()


def _end_with(fd: int) -> None:
    os.read(fd, 1)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    hold(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
