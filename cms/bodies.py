"""The blocks of a page as HTML, made once and kept: no page of a course is personal.

Kept for the time in which an exchanged picture may show late; dropped with the outline
when the page is published, unpublished, moved or deleted.
"""

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

CACHE_SECONDS = 600
FIELDS = ("body", "brief")


def _key(page_pk: int, field: str, language: str) -> str:
    return f"cms.body.{page_pk}.{field}.{language}"


def rendered(page, field: str = "body") -> SafeString:
    """Return the blocks of `page` as HTML, from `field` (an assignment's is "brief").

    `page` may be deferred: its blocks are read only where nothing is kept.
    """
    key = _key(page.pk, field, get_language() or settings.LANGUAGE_CODE)
    html = cache.get(key)
    if html is None:
        html = draw(page, field)
        cache.set(key, html, CACHE_SECONDS)
    return mark_safe(html)


def draw(page, field: str = "body") -> SafeString:
    """Return the blocks of `page` as HTML, made anew (drafts and previews)."""
    return render_to_string("cms/blocks/stream.html", {"value": getattr(page, field)})


def drop(page) -> None:
    """Forget what is kept of `page`."""
    cache.delete_many(
        [
            _key(page.pk, field, language)
            for field in FIELDS
            for language, _name in settings.LANGUAGES
        ]
    )
