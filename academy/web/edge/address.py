"""From which address a request comes."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: the visitor's address, and the page of ours. Empty in a job."""

    address: str = ""
    path: str = ""


NOWHERE = Place()
_HERE: ContextVar[Place] = ContextVar("place", default=NOWHERE)


def here() -> Place:
    """Return where the request that is being answered comes from, and where it went."""
    return _HERE.get()


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """Let what is done inside know from where `request` came."""
    before = _HERE.set(Place(address_of(request), request.path))
    try:
        yield
    finally:
        _HERE.reset(before)


def address_of(request: HttpRequest) -> str:
    """Return the address that the server has seen; of IPv6 the network, or "" without one.

    Behind a proxy it is the visitor's where the server was told to believe the proxy.
    A household or a handset has a whole network (/64) of IPv6 to itself.
    """
    text = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return text
