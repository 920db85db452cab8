"""Granian with the academy already in it.

Its processes are forks of this one where the system can fork (on macOS they are not): what is
imported here is imported once and lies in memory once, and one that takes the place of another
answers at once.
"""

import gc

from django.urls import get_resolver
from granian.cli import entrypoint

from academy.wsgi import application

__all__ = ["application"]

if __name__ == "__main__":
    # All pages, which otherwise the first visitor of each process would wait for.
    _ = get_resolver().url_patterns
    gc.freeze()
    entrypoint()  # type: ignore[no-untyped-call]  # granian's has no types
