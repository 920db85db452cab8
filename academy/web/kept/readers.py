"""Figures for a page, read once a minute for each reader.

They count much, which takes the longer the more there is; whoever goes from one page to the
next need not wait for it each time. What a reader did is in the figures at once, what others
did after a minute at most.
"""

from collections.abc import Callable, Hashable

from academy.core import audit
from academy.web import kept

SECONDS = 60


class KeptFigures[T]:
    """One kind of figures, for at most `size` readers or things at a time."""

    def __init__(self, size: int = 128):
        self._kept: kept.Near[T] = kept.Near(size=size, seconds=SECONDS)

    def read(
        self, reader: int, about: tuple[Hashable, ...], build: Callable[[], T], *state: Hashable
    ) -> T:
        """Return the figures `about` something for the person with the id `reader`.

        They are built anew where the reader has done something since, where `state` is
        another, and where whatever ends all that is kept has happened.
        """
        return self._kept.get(
            (reader, *about), (audit.last_of(reader), kept.generation(), *state), build
        )
