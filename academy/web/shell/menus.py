"""The menus that every page may draw, filled by the apps that have the places.

An app says in its `registrations.py`, which is loaded when the academy starts, what it adds:
`menus.WORKSPACE.add(Entry(…))`. So no page of the house knows the addresses of those above it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise


@lru_cache(maxsize=256)
def path_of(name: str) -> str:
    """Return the address of the page `name`, which takes no arguments."""
    # Every page asks for the same dozen several times.
    return reverse(name)


def _everybody(user: Any) -> bool:
    return True


# More are not counted one by one on every page: "99+".
COUNTED = 99


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of a menu; `address` is the name of a URL, or a path that begins with "/".

    Entries stand in the order of `position`. `waiting` is what waits there for the reader.
    Pages below the place belong to it, and those below the paths in `covers`; with `is_exact`
    only the place itself.
    """

    label: str | Promise
    address: str
    icon: str
    position: int
    shown_to: Callable[..., bool] = _everybody
    waiting: Callable[..., QuerySet[Any]] | None = None
    covers: tuple[str, ...] = ()
    is_exact: bool = False

    @property
    def url(self) -> str:
        return self.address if self.address.startswith("/") else path_of(self.address)

    def fit(self, path: str) -> int:
        """Return how much of `path` says that it belongs here; 0: it does not."""
        url = self.url
        if self.is_exact:
            return len(url) if path == url else 0
        return max(len(start) for start in ("", url, *self.covers) if path.startswith(start))


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as it is drawn for one reader on one page."""

    label: str | Promise
    url: str
    icon: str
    current: bool
    count: str = ""
    group: str = ""


def _counted(waiting: QuerySet[Any]) -> str:
    # Read, not counted: a hundred keys are less work than a count of a part of a query.
    count = len(waiting.order_by().values_list("pk", flat=True)[: COUNTED + 1])
    return f"{COUNTED}+" if count > COUNTED else str(count or "")


@dataclass(slots=True)
class Menu:
    """Entries in order; at most one is current."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, *entries: Entry) -> None:
        """Add places; called when the academy starts."""
        self.entries = sorted([*self.entries, *entries], key=lambda entry: entry.position)

    def items(self, path: str, user: Any = None) -> list[Item]:
        """Return what `user` is shown on the page at `path`."""
        shown = [entry for entry in self.entries if entry.shown_to(user)]
        best = max(shown, key=lambda entry: entry.fit(path), default=None)
        return [
            Item(
                entry.label,
                entry.url,
                entry.icon,
                current=entry is best and entry.fit(path) > 0,
                count=_counted(entry.waiting(user)) if entry.waiting else "",
            )
            for entry in shown
        ]


# The public site's head and foot, the four places at a participant's thumb, the workspace's side.
SITE, FOOT, LEARNER, WORKSPACE = Menu(), Menu(), Menu(), Menu()
