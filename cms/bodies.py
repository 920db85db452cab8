"""The blocks of a page as HTML, made once and kept: no page of a course is personal.

Kept for the time in which an exchanged picture may show late, and no longer than until a
page is published, unpublished, moved or deleted.
"""

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from academy.web.kept import kept
from cms.models import LessonPage

CACHE_SECONDS = 600


def rendered(page: Page, field: str = "body") -> SafeString:
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
    language = get_language() or settings.LANGUAGE_CODE
    key = f"cms.body.{pk}.{field}.{language}"
    return mark_safe(kept(key, lambda: str(draw(read(), field)), CACHE_SECONDS))


def draw(page: Page, field: str = "body") -> SafeString:
    """Return the blocks of `page` as HTML, made anew (drafts and previews)."""
    return render_to_string("cms/blocks/stream.html", {"value": getattr(page, field)})
