"""A real web server with processes of its own, which answer from the database of this test."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from django.conf import settings
from django.test import Client

from academy.launcher.processes import Size, web_server
from tests.services import free_port
from tests.services.academy import PROJECT
from tests.services.waiting import wait_until
from tests.services.worker import environment

# Any that is as long as Django's own: the cookie and the field only have to be the same.
TOKEN = "formulir" * 4


@contextmanager
def web(processes: int = 2) -> Iterator[str]:
    """Run the web server of the academy with so many processes; yields its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    given = {"ACADEMY_SECRET_KEY": settings.SECRET_KEY, "ACADEMY_BASE_URL": address}
    size = Size(web_processes=processes, worker_processes=0)
    server = subprocess.Popen(
        [sys.executable, "-m", *web_server("127.0.0.1", port, size)],
        cwd=PROJECT,
        env=os.environ | environment() | given,
        start_new_session=True,
    )

    def answers() -> bool:
        with suppress(URLError, ConnectionError, TimeoutError):
            return bool(urlopen(f"{address}/healthz", timeout=5).status == 200)
        return False

    try:
        wait_until(answers, seconds=120, what=f"{address} answers")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def sent(address: str, path: str, by: Client, form: Mapping[str, str]) -> tuple[int, str]:
    """Post `form` as `by`, who keeps the cookies; return the status and where the answer leads."""
    session = by.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: TOKEN}
    line = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        line.request(
            "POST",
            path,
            urlencode({**form, "csrfmiddlewaretoken": TOKEN}),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            },
        )
        answer = line.getresponse()
        answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            by.cookies.load(cookie)
        return answer.status, answer.headers.get("Location", "")
    finally:
        line.close()
