"""Components that look the same whenever they are drawn with the same values.

`{% drawn "components/data_chip.html" size=… rate=… %}` is an include with `only`, remembered
by its values in each process. Such a component asks nothing of request, clock or database, and
has no text whose line breaks count.
`{% filled "components/row_tick.html" "value label" value=… label=… %}` remembers it with marks
where the named values stand, which are different each time: a row's name and address.
"""

import re
import secrets
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# About a kilobyte each.
REMEMBERED = 8192
# New in each process: what people type (a name, a note) stands in the same text and is no mark.
_SECRET = secrets.token_hex(8)
_MARK = re.compile(rf"own:{_SECRET}:(\w+):own")


def drawn(template: str, **values: Hashable) -> SafeString:
    """Return `template` with `values` and nothing else, in the active language."""
    # Whoever works on a template wants to see it.
    draw = _draw if settings.DEBUG else _remembered
    return draw(template, get_language(), **values)


def filled(template: str, own: str, **values: Any) -> SafeString:
    """Return `template` with `values`, of which those named in `own` are put in each time.

    Such a value can only be shown as it is: the template sees a text that marks its place.
    """
    named = {name: values.pop(name) for name in own.split()}
    marks = {name: mark(name) for name in named}
    return fill(drawn(template, **marks, **values), lambda name: named[name])


def mark(name: str) -> str:
    """Return the text that marks the place of the value `name`, for `fill`."""
    return f"own:{_SECRET}:{name}:own"


def fill(html: SafeString, value_of: Callable[[str], Any]) -> SafeString:
    """Return `html` with each mark replaced by what `value_of` returns for its name."""
    return mark_safe(_MARK.sub(lambda found: conditional_escape(value_of(found[1])), html))


def _draw(template: str, language: str | None, **values: Hashable) -> SafeString:
    return cast(SafeString, get_template(template).render(values))


_remembered = lru_cache(maxsize=REMEMBERED, typed=True)(_draw)
