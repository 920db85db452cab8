"""Wagtail's work on saved pages: their rows in the index of the search and of references.

It is half of what a page costs, and few tests ask for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django_tasks.backends.immediate import ImmediateBackend

_leave_out = ContextVar("leave_out", default=False)


class Unless(ImmediateBackend):
    """Does each task at once, as an academy does, except within `unindexed()`."""

    def enqueue(self, task, args, kwargs):
        return None if _leave_out.get() else super().enqueue(task, args, kwargs)


@contextmanager
def unindexed() -> Iterator[None]:
    """Save pages without bringing them into an index."""
    before = _leave_out.set(True)
    try:
        yield
    finally:
        _leave_out.reset(before)
