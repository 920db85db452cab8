"""Ask for one page again and again, over many connections: wrk, or threads where it is absent."""

import http.client
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answered:
    requests: int
    seconds: float
    refused: int  # answers that were not 2xx or 3xx

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def ask(url: str, *, cookie: str, connections: int, seconds: int) -> Answered:
    """Ask for `url` for `seconds`, `connections` at a time."""
    if shutil.which("wrk"):
        return _wrk(url, cookie, connections, seconds)
    return _threads(url, cookie, connections, seconds)


def _wrk(url, cookie, connections, seconds) -> Answered:
    text = subprocess.run(
        ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
         "--timeout", "30s", "--header", f"Cookie: {cookie}", url],
        check=True,
        capture_output=True,
        text=True,
    ).stdout  # fmt: skip
    requests, took, unit = re.search(r"(\d+) requests in ([\d.]+)(m?s|m),", text).groups()
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    factor = {"s": 1, "m": 60, "ms": 0.001}[unit]
    return Answered(int(requests), float(took) * factor, int(refused[1]) if refused else 0)


def _threads(url, cookie, connections, seconds) -> Answered:
    parts = urlsplit(url)
    statuses: list[int] = []
    started = time.monotonic()

    def visit():
        line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        while time.monotonic() - started < seconds:
            line.request("GET", parts.path or "/", headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            statuses.append(answer.status)

    visitors = [Thread(target=visit) for _number in range(connections)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    refused = sum(1 for status in statuses if status >= 400)
    return Answered(len(statuses), time.monotonic() - started, refused)
