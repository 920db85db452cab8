"""Kinds of notices: each app registers those that it sends, in its `registrations.py`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

# The details that a sentence names, and the sentence.
type Sentence = tuple[frozenset[str], str | Promise]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a notice says: its fullest sentence first; the last one needs no detail.

    A sentence is used when the notice has all the details that it names. So an old notice
    stays readable when a new detail is added.
    """

    icon: str
    sentences: tuple[Sentence, ...]


_KINDS: dict[str, Kind] = {}


def register(
    name: StrEnum,
    icon: str,
    *sentences: tuple[Iterable[str], str | Promise],
) -> None:
    """Let notices of the kind `name` be sent.

    Raises ValueError where the last sentence needs a detail: an old notice may lack it.
    """
    kept = tuple((frozenset(needed), sentence) for needed, sentence in sentences)
    if not kept or kept[-1][0]:
        raise ValueError(f"{name}: the last sentence must need no detail")
    _KINDS[name.value] = Kind(icon, kept)


def get(name: str) -> Kind:
    """Return the kind called `name`. Raises KeyError where no app has registered it."""
    return _KINDS[name]


def names() -> list[str]:
    """Return the names of all kinds."""
    return list(_KINDS)
