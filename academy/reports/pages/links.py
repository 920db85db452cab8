"""From a figure to its list: the one place that knows the addresses."""

from urllib.parse import urlencode

from django.urls import reverse

from courses.models import Program

# Which list a figure opens, and what it asks of it.
LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "applied": ("reports:applications", {}),
    "accepted": ("reports:people", {}),
    "active": ("reports:people", {"state": "active"}),
    "completed": ("reports:people", {"state": "completed"}),
    "certified": ("reports:people", {"certificate": "yes"}),
}


def to_list(program: Program, figure: str, dimension: str = "", key: str = "") -> str:
    """Return the address of the list of `figure`, of one group or of all."""
    name, query = LISTS[figure]
    asked = {dimension: key, **query} if dimension else query
    address = reverse(name, args=[program.public_id])
    return f"{address}?{urlencode(asked)}" if asked else address
