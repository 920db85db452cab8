"""What is believed of the headers by which a proxy tells of its visitor."""

import ipaddress
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_FOR, _PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
_ALL = (_FOR, _PROTO, "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_REAL_IP")


class TrustedProxyMiddleware:
    """Believes a proxy of ours who the visitor is and whether it came by https; nobody else.

    The visitor is the last address in `X-Forwarded-For` that is no proxy of ours: what stands
    before it was written by the visitor. From then on `REMOTE_ADDR` is the visitor's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusted = networks(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        forwarded, proto = meta.get(_FOR, ""), meta.get(_PROTO, "")
        is_ours = self.is_trusted(str(meta.get("REMOTE_ADDR", "")))
        for name in _ALL:
            meta.pop(name, None)
        if is_ours:
            if visitor := self.visitor(forwarded):
                meta["REMOTE_ADDR"] = visitor
            if proto:
                # The nearest proxy writes last.
                meta[_PROTO] = proto.rpartition(",")[2].strip()
        return self.get_response(request)

    def visitor(self, forwarded: str) -> str:
        """Return who stands before our proxies in `forwarded`, or "" where nobody does."""
        for part in reversed(forwarded.split(",")):
            address = part.strip()
            if not _parsed(address):
                return ""
            if not self.is_trusted(address):
                return address
        return ""

    def is_trusted(self, text: str) -> bool:
        address = _parsed(text)
        return address is not None and any(address in network for network in self.trusted)


def networks(texts: Iterable[str]) -> list[Network]:
    """Return the networks that `texts` name. Raises ValueError for what is none."""
    return [ipaddress.ip_network(text) for text in texts]


def _parsed(text: str) -> "ipaddress.IPv4Address | ipaddress.IPv6Address | None":
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address
