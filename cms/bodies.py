"""The blocks of a page as HTML, made once and kept: no page of a course is personal.

Kept for the time in which an exchanged picture may show late, and no longer than until a
page is published, unpublished, moved or deleted. A lesson with video is kept as often as there
are ways to watch it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.models import Page

from academy.web.kept import kept
from cms.models import AcademyMedia, LessonPage, MediaState, Quality

CACHE_SECONDS = 600
# Reading instead: nothing is played, the transcript stands open.
TEXT = "text"
WAYS = (TEXT, *Quality.values)


@dataclass(frozen=True, slots=True)
class LessonBody:
    """A lesson as it is read: its HTML, and what each way to watch it takes in bytes (from the
    fewest to the most; empty where there is nothing to choose)."""

    html: SafeString
    ways: Mapping[str, int]
    # The way of `html`, and what it takes more or less than the one that figures speak of.
    way: str = ""
    difference: int = 0


def rendered(page: Page, field: str = "body") -> SafeString:
    """Return the blocks of `page` as HTML, from `field` (an assignment's is "brief").

    `page` may be deferred: its blocks are read only where nothing is kept.
    """
    html, _ways = _kept(page.pk, field, "", lambda: page)
    return mark_safe(html)


def rendered_lesson(pk: int, wanted: str = "") -> LessonBody:
    """Return the body of the lesson `pk`, which is read only where nothing is kept.

    `wanted` is how its reader watches videos (one of WAYS, or "" for who has not chosen).
    Raises LessonPage.DoesNotExist where it is no lesson.
    """
    html, ways = _kept(pk, "body", wanted, lambda: LessonPage.objects.get(pk=pk))
    usual = _usual(ways)
    way = wanted if wanted in ways else usual
    difference = ways[way] - ways[usual] if ways else 0
    return LessonBody(mark_safe(html), ways, way, difference)


def draw(page: Page, field: str = "body", way: str = "") -> SafeString:
    """Return the blocks of `page` as HTML, made anew (drafts and previews)."""
    context = {"value": getattr(page, field), "way": way}
    return render_to_string("cms/blocks/stream.html", context)


def ways_of(page: Page, field: str = "body") -> dict[str, int]:
    """Return in which ways the media of `page` are watched, each with its bytes."""
    media = [item for item in _media(getattr(page, field)) if item.state == MediaState.READY]
    if not media:
        return {}
    offered = {name for item in media for name in item.copies}
    ways = {TEXT: 0}
    for quality in Quality.values:
        if quality in offered:
            played = (item.played(quality) for item in media)
            ways[quality] = sum(copy.size for copy in played if copy)
    return ways


def _kept(pk: int, field: str, way: str, read: Callable[[], Page]) -> tuple[str, dict[str, int]]:
    language = get_language() or settings.LANGUAGE_CODE

    def build() -> tuple[str, dict[str, int]]:
        page = read()
        return str(draw(page, field, way)), ways_of(page, field)

    return kept(f"cms.body.{pk}.{field}.{language}.{way}", build, CACHE_SECONDS)


def _usual(ways: Mapping[str, int]) -> str:
    """Return the way of who has chosen nothing: 240p, or the sound of a recording."""
    return next((name for name in (Quality.LOW, Quality.AUDIO) if name in ways), "")


def _media(value: Any) -> Iterator[AcademyMedia]:
    if isinstance(value, AcademyMedia):
        yield value
    elif isinstance(value, blocks.StructValue):
        for part in value.values():
            yield from _media(part)
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _media(child.value)
    elif isinstance(value, blocks.list_block.ListValue):
        for part in value:
            yield from _media(part)
