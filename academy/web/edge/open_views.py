"""Views that ask nothing of a person: open even before somebody has chosen an own PIN."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

type View = Callable[..., HttpResponseBase]


def open_to_all(view: View) -> View:
    """Mark `view` as one that opens in every state of an account."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    marked.is_open_to_all = True  # type: ignore[attr-defined]  # a mark on a function
    return marked


def is_open_to_all(view: View) -> bool:
    """Say whether `view` was marked."""
    return getattr(view, "is_open_to_all", False)
