"""Real servers for tests: each starts on a free port in a folder of its own, and leaves nothing."""

import signal
import socket
import sys


def leave_nothing_behind() -> None:
    """Make SIGTERM end this process as an error does: every service is stopped on the way out."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


def free_port() -> int:
    """Return a TCP port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
