import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    """Return as soon as `condition()` is true. Raises TimeoutError naming `what` otherwise."""
    end = time.monotonic() + seconds
    pause = 0.01
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:g} s: {what}")
        time.sleep(pause)  # what is waited for lives in another process: there is no event
        pause = min(0.2, pause * 1.5)
