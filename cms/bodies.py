"""The blocks of a page as HTML, made once and kept: no page of a course is personal.

Kept for the time in which an exchanged picture may show late; dropped with the outline
when the page is published, unpublished, moved or deleted.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import LessonPage

CACHE_SECONDS = 600
FIELDS = ("body", "brief")


def _key(page_pk: int, field: str, language: str) -> str:
    return f"cms.body.{page_pk}.{field}.{language}"


def rendered(page, field: str = "body") -> SafeString:
    """Return the blocks of `page` as HTML, from `field` (an assignment's is "brief").

    `page` may be deferred: its blocks are read only where nothing is kept.
    """
    return _kept(page.pk, field, lambda: page)


def rendered_lesson(pk: int) -> SafeString:
    """Return the blocks of the lesson `pk`, which is read only where nothing is kept.

    Raises LessonPage.DoesNotExist where it is no lesson.
    """
    return _kept(pk, "body", lambda: LessonPage.objects.get(pk=pk))


def _kept(pk: int, field: str, read: Callable[[], Page]) -> SafeString:
    key = _key(pk, field, get_language() or settings.LANGUAGE_CODE)
    html = cache.get(key)
    if html is None:
        html = draw(read(), field)
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
