"""The search index, written once for all that a load has made."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_instance, get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """Put off what Wagtail does at each save of a page or a picture.

    Of this process alone: for a command that does nothing else meanwhile.
    """
    saved: dict[type[models.Model], set[int]] = {}

    def keep(sender: type[models.Model], instance: models.Model, **_kwargs: object) -> None:
        saved.setdefault(sender, set()).add(instance.pk)

    put_off = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    for model in put_off:
        post_save.connect(keep, sender=model)
    try:
        yield
        for model, keys in saved.items():
            _index(model, keys)
    finally:
        for model in put_off:
            post_save.disconnect(keep, sender=model)
            post_save.connect(post_save_signal_handler, sender=model)


def _index(model: type[models.Model], keys: set[int]) -> None:
    # As stored, not as they were at one of their saves.
    by_class: dict[type[models.Model], list[models.Model]] = {}
    for thing in model._default_manager.filter(pk__in=keys):
        if (indexed := get_indexed_instance(thing)) is not None:
            by_class.setdefault(type(indexed), []).append(indexed)
    for backend in get_search_backends(with_auto_update=True):
        for kind, things in by_class.items():
            backend.add_bulk(kind, things)
