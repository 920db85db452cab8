"""Real servers for tests: each starts on a free port in a folder of its own, and leaves nothing."""

import socket


def free_port() -> int:
    """Return a TCP port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
