"""Asking an address in somebody's name: what it answers, and what was written meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from enum import StrEnum
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.access.rows import Row
from tests.access.world import Who, World

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Being signed in leaves traces: the session, and the list of one's devices.
TRACES = ("django_session", "usersessions_usersession")


class Answer(StrEnum):
    OPEN = "open"
    LED = "led on"
    SIGN_IN = "sent to sign in"
    CLOSED = "closed"
    BROKEN = "broken"


def answer_of(response: HttpResponseBase) -> Answer:
    """Return what the answer means; 405 is closed as 403 and 404 are."""
    if response.status_code == 500:
        return Answer.BROKEN
    if response.status_code in {403, 404, 405}:
        return Answer.CLOSED
    if not 300 <= response.status_code < 400:
        return Answer.OPEN
    to_sign_in = urlsplit(response.headers["Location"]).path in {"/masuk/", "/admin/login/"}
    return Answer.SIGN_IN if to_sign_in else Answer.LED


class Visitors:
    """Everybody with the cookies of their own. Each visit begins anew and leaves nothing."""

    def __init__(self, world: World):
        # One for all: what stands between a client and the views is built once.
        self._client = Client(raise_request_exception=False)
        self._cookies = {}
        for who in Who:
            client = Client()
            if who in world.people:
                client.force_login(world.people[who])
            self._cookies[who] = client.cookies

    def ask(self, who: Who, method: str, address: str, data=None) -> HttpResponseBase:
        """Return the answer; what the visit wrote is taken back."""
        client = self._client
        client.cookies = deepcopy(self._cookies[who])
        with transaction.atomic():
            response = (
                client.generic(method, address) if data is None else client.post(address, data)
            )
            transaction.set_rollback(True)
        return response


@contextmanager
def noting_writes() -> Iterator[list[str]]:
    """Note every statement that changes rows, but for the traces of being signed in."""
    found: list[str] = []

    def note(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(WRITES) and not any(name in sql for name in TRACES):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def address_of(row: Row, words: dict[str, object]) -> str:
    return reverse(row.name, args=[words[word] for word in row.words])


def names_of_addresses(resolver=None, names: tuple[str, ...] = (), before: str = "") -> set[str]:
    """Return the name of every address outside Wagtail's admin."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            found |= names_of_addresses(pattern, inner, path)
        elif not path.lstrip("^").startswith("admin/"):
            found.add(":".join((*names, str(pattern.name))))
    return found
