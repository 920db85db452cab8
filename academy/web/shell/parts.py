"""Parts that apps above add to what one below shows, such as open batches on the front page.

An app says in its `registrations.py` what it adds and where:
`parts.add("front_page", "courses/…html", build)`; the page draws them by
`{% parts "front_page" %}`, or with what the page is about:
`{% parts "activity" seat=enrollment step=step %}`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A template, and the function that returns its context for a reader (None: not shown),
    who comes first, and what the page is about by name."""

    template: str
    build: Callable[..., dict[str, object] | None]


_CLOSED: set[str] = set()
_PARTS: dict[str, list[Part]] = defaultdict(list)
_PLACES: dict[str, str] = {}


def add(page: str, template: str, build: Callable[..., dict[str, object] | None]) -> None:
    """Let `template`, with what `build(user)` returns, stand on `page`."""
    _PARTS[page].append(Part(template, build))


def of(page: str) -> list[Part]:
    """Return the parts of `page`, in the order in which they were added."""
    return _PARTS[page]


def name_place(name: str, url_name: str) -> None:
    """Let pages of apps below link to `url_name` as `{% place name %}`."""
    _PLACES[name] = url_name


def place(name: str) -> str:
    """Return the URL name of the place `name`. Raises KeyError where no app has named it."""
    return _PLACES[name]


def close(*paths: str) -> None:
    """Ask search engines to leave `paths` alone: places of people, pages made for a question."""
    _CLOSED.update(paths)


def closed() -> list[str]:
    """Return the paths that no search engine needs."""
    return sorted(_CLOSED)
