"""Which state of the site is shown: what was kept of an earlier one counts no more."""

import uuid

from django.core.cache import cache

_KEY = "cms.generation"


def current() -> str:
    """Return a name for the present state of the site."""
    return cache.get_or_set(_KEY, _new, None)


def end() -> None:
    """Begin another state: a page was published, unpublished, moved or deleted."""
    cache.set(_KEY, _new(), None)


def kept(key: str) -> str | None:
    """Return what `keep` put under `key` in the present state, if it is still there."""
    found = cache.get_many([_KEY, key])
    state, text = found.get(key, (None, None))
    return text if state is not None and state == found.get(_KEY) else None


def keep(key: str, text: str, *, state: str, seconds: int) -> None:
    """Keep `text`, made in `state` (as `current` named it before it was made)."""
    cache.set(key, (state, text), seconds)


def _new() -> str:
    return uuid.uuid4().hex
