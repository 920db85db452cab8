"""A site for the web server that grows when it is asked to, and tells which process answers."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from academy.launcher.processes import MOST_MEMORY

_kept: list[bytes] = []


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/grow":
        _kept.append(b"x" * ((MOST_MEMORY + 20) * 1024 * 1024))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
