"""Components that look the same whenever they are drawn with the same values.

`{% drawn "components/data_chip.html" size=… rate=… %}` is an include with `only`, remembered
by its values in each process. Such a component asks nothing of request, clock or database.
"""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# About a kilobyte each.
REMEMBERED = 8192


def drawn(template: str, **values: Hashable) -> SafeString:
    """Return `template` with `values` and nothing else, in the active language."""
    # Whoever works on a template wants to see it.
    draw = _draw if settings.DEBUG else _remembered
    return draw(template, get_language(), **values)


def _draw(template: str, language: str | None, **values: Hashable) -> SafeString:
    return get_template(template).render(values)


_remembered = lru_cache(maxsize=REMEMBERED, typed=True)(_draw)
