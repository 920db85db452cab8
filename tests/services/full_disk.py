"""A disk without room, for this process alone: no file can grow any more."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

MOST_BYTES = 10


@contextmanager
def full_disk() -> Iterator[None]:
    """Let every write to a file fail, as it does where no room is left."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
