"""What is made once for all readers and kept until the content changes.

The content has a generation: a name that every change ends (`end`). What was built is kept
under the generation that was current before its building began, so that what a reader was
still building while a page was published is neither kept nor shown afterwards.
"""

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, cast

from django.core.cache import cache

_PREFIX = "kept."
_GENERATION = "kept-generation"


def generation() -> str:
    """Return the name of the present state of the content."""
    return cast(str, cache.get_or_set(_GENERATION, _new, None))


def end() -> None:
    """Begin another generation; called when a change is certain (after its commit)."""
    cache.set(_GENERATION, _new(), None)


def kept[T](key: str, build: Callable[[], T], seconds: int) -> T:
    """Return what `build` returns, at most `seconds` old and of the present generation.

    None is not kept: a `build` may return it to say that nothing can be.
    """
    key = _PREFIX + key
    found = cache.get_many([_GENERATION, key])
    state = found.get(_GENERATION)
    of, value = found.get(key, (None, None))
    if state is not None and of == state:
        return cast(T, value)
    state = state or generation()
    value = build()
    if value is not None:
        cache.set(key, (state, value), seconds)
    return value


def forget(key: str) -> None:
    """Let what is kept as `key` be built anew; called when its change is certain."""
    cache.delete(_PREFIX + key)


def kept_many[K, T](
    keys: dict[K, str], build: Callable[[list[K]], dict[K, T]], seconds: int
) -> dict[K, T]:
    """Return several by their `keys`, like `kept`; `build` gets those that are missing."""
    keys = {name: _PREFIX + key for name, key in keys.items()}
    found = cache.get_many([_GENERATION, *keys.values()])
    state = found.get(_GENERATION)
    values = {
        name: found[key][1]
        for name, key in keys.items()
        if state is not None and key in found and found[key][0] == state
    }
    missing = [name for name in keys if name not in values]
    if missing:
        state = state or generation()
        built = build(missing)
        cache.set_many({keys[name]: (state, value) for name, value in built.items()}, seconds)
        values |= built
    return values


class Near[T]:
    """A few values in the memory of this process, the same objects for everybody.

    Each is kept under the names of what it was built from; whoever asks brings their present
    names, read before the value is built. So nothing needs to be told to other processes.
    """

    def __init__(self, size: int, seconds: int):
        self._size, self._seconds = size, seconds
        self._values: OrderedDict[Hashable, tuple[tuple[Any, ...], float, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, state: tuple[Any, ...], build: Callable[[], T]) -> T:
        """Return the value of `key` in `state`; what was kept of another state is replaced."""
        now = time.monotonic()
        with self._lock:
            found = self._values.get(key)
            if found is not None and found[0] == state and found[1] > now:
                self._values.move_to_end(key)
                return found[2]
        value = build()
        with self._lock:
            self._values[key] = (state, now + self._seconds, value)
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value


def _new() -> str:
    return uuid.uuid4().hex
