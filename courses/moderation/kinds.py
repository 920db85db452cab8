"""Kinds of things that can be reported: each room registers those that it shows to others.

    kinds.register(Kind("post", _("question or answer"), Post, …))

It says so in `courses/registrations`, which is loaded when the academy starts. Such a model is
`Hideable`; what is hidden, its room shows to nobody but the author and those who lead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from academy.people.models import Reader, User


@dataclass(frozen=True, slots=True)
class Kind:
    """`visible` are the things that a reader meets; `words` what stands in one.

    `place` is where participants meet it, `own` where its author still does when it is hidden,
    `desk` where those who run the batch do. `changed` is called, in the same transaction, after a
    thing was hidden or shown again. `joins` are read along with a thing: its author, its batch.
    `concerned` leads from a thing to whom it is of or about: they do not decide about it.
    """

    name: str
    label: str | Promise
    model: type[Model]
    visible: Callable[[Reader], QuerySet[Any]]
    author: Callable[[Any], User]
    words: Callable[[Any], str]
    place: Callable[[Any], str]
    own: Callable[[Any], str]
    desk: Callable[[Any], str]
    changed: Callable[[Any], None]
    concerned: tuple[str, ...]
    joins: tuple[str, ...] = ()

    def rows(self) -> QuerySet[Any]:
        """Return all things of this kind, each with what is read along."""
        return self.model._default_manager.select_related(*self.joins)

    def concerning(self, user: User) -> QuerySet[Any]:
        """Return the things of this kind that are of `user`, or about them."""
        found = Q()
        for path in self.concerned:
            found |= Q(**{path: user})
        return self.model._default_manager.filter(found)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let things of this kind be reported; called when the academy starts."""
    _KINDS[kind.name] = kind


def get(name: str) -> Kind:
    """Return the kind called `name`. Raises KeyError where no room has registered it."""
    return _KINDS[name]


def known() -> dict[str, Kind]:
    """Return all kinds by their names."""
    return dict(_KINDS)
