"""From which address a request comes."""

import ipaddress

from django.http import HttpRequest


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
