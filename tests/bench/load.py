"""Ask for one page again and again: wrk, and threads of our own that count what they finish.

Connections that are kept stay with the web process that took them, and eight of them often
fall seven to one: one process then does nearly everything, and a page shows half of what the
server can give. For requests a second every visit therefore comes on a connection of its own.
"""

import http.client
import re
import shutil
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from threading import Lock, Thread
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answered:
    requests: int
    seconds: float
    refused: int  # answers that were no success

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def wrk(url: str, *, cookie: str, connections: int, seconds: int) -> Answered | None:
    """Return what wrk saw, each request on a new connection; None where it is not installed."""
    if not shutil.which("wrk"):
        return None
    text = subprocess.run(
        ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
         "--timeout", "30s", "--header", f"Cookie: {cookie}", "--header", "Connection: close", url],
        check=True,
        capture_output=True,
        text=True,
    ).stdout  # fmt: skip
    requests, took, unit = re.search(r"(\d+) requests in ([\d.]+)(m?s|m),", text).groups()
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    factor = {"s": 1, "m": 60, "ms": 0.001}[unit]
    return Answered(int(requests), float(took) * factor, int(refused[1]) if refused else 0)


def threads(
    url: str, *, cookie: str, connections: int, seconds: float, keep: bool = False
) -> Answered:
    """Return what threads saw. Whatever they began they finish, so that none of the work that
    the server did in this time is left uncounted. With `keep` each has one connection."""
    parts = urlsplit(url)
    headers = {"Cookie": cookie} | ({} if keep else {"Connection": "close"})
    statuses: Counter[int] = Counter()
    lock = Lock()
    started = time.monotonic()

    def visit():
        line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        while time.monotonic() - started < seconds:
            line.request("GET", parts.path or "/", headers=headers)
            answer = line.getresponse()
            answer.read()
            with lock:
                statuses[answer.status] += 1
        line.close()

    visitors = [Thread(target=visit) for _number in range(connections)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    refused = sum(count for status, count in statuses.items() if status != 200)
    return Answered(statuses.total(), time.monotonic() - started, refused)
