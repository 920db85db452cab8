"""The blocks of a page as HTML, made once and kept: no page of a course is personal.

Kept for the time in which an exchanged picture may show late, and no longer than until a
page is published, unpublished, moved or deleted. A lesson with video is kept as often as there
are ways to watch it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.models import Page

from academy.web.kept import kept
from cms.blocks.asked import AskedValue
from cms.blocks.asking import Asked
from cms.lessons.terms import Marking, Term
from cms.models import AcademyMedia, CoursePage, GlossaryTerm, LessonPage, MediaState, Quality
from cms.models.files.recording import TEXT

CACHE_SECONDS = 600
WAYS = (TEXT, *Quality.values)


@dataclass(frozen=True, slots=True)
class LessonBody:
    """A lesson as it is read: its HTML with what it asks in between, and what each way to watch
    it takes in bytes (from the fewest to the most; empty where there is nothing to choose)."""

    parts: tuple[SafeString | Asked, ...]
    ways: Mapping[str, int]
    # The way of `parts`, and what it takes more or less than the one that figures speak of.
    way: str = ""
    difference: int = 0
    # Words of the course's glossary that are marked in it, as they occur.
    terms: tuple[Term, ...] = ()

    @property
    def asked(self) -> list[Asked]:
        """What is asked of who reads it, in order."""
        return [part for part in self.parts if isinstance(part, Asked)]


type _Kept = tuple[list[str | Asked], dict[str, int], tuple[Term, ...]]


def rendered(page: Page, field: str = "body") -> SafeString:
    """Return the blocks of `page` as HTML, from `field` (an assignment's is "brief").

    `page` may be deferred: its blocks are read only where nothing is kept.
    """
    parts, _ways, _terms = _kept(page.pk, field, "", lambda: page)
    return mark_safe("".join(part for part in parts if isinstance(part, str)))


def rendered_lesson(pk: int, wanted: str = "") -> LessonBody:
    """Return the body of the lesson `pk`, which is read only where nothing is kept.

    `wanted` is how its reader watches videos (one of WAYS, or "" for who has not chosen).
    Raises LessonPage.DoesNotExist where it is no lesson.
    """
    parts, ways, terms = _kept(pk, "body", wanted, lambda: LessonPage.objects.get(pk=pk))
    usual = _usual(ways)
    way = wanted if wanted in ways else usual
    difference = ways[way] - ways[usual] if ways else 0
    # What is read back from where it was kept is a plain text.
    shown = (mark_safe(part) if isinstance(part, str) else part for part in parts)
    return LessonBody(tuple(shown), ways, way, difference, terms)


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


def _kept(pk: int, field: str, way: str, read: Callable[[], Page]) -> _Kept:
    language = get_language() or settings.LANGUAGE_CODE

    def build() -> _Kept:
        page = read()
        ways = ways_of(page, field)
        # Who wants what this page has not gets what its figures speak of; reading is always there.
        parts = _parts(getattr(page, field), way if way in {TEXT, *ways} else "")
        marking = Marking(_glossary(page) if isinstance(page, LessonPage) else ())
        marked = [marking.marked(part) if isinstance(part, str) else part for part in parts]
        return marked, ways, tuple(marking.found)

    return kept(f"cms.body.{pk}.{field}.{language}.{way}", build, CACHE_SECONDS)


def _glossary(lesson: LessonPage) -> list[Term]:
    """Return the terms of the course of `lesson`."""
    rows = GlossaryTerm.objects.filter(page__in=CoursePage.objects.ancestor_of(lesson))
    return [Term(row.term, tuple(row.forms), row.meaning) for row in rows]


def _parts(stream: Any, way: str) -> list[str | Asked]:
    """Return the HTML of `stream`, cut where something is asked: that is shown to each alone."""
    parts: list[str | Asked] = []
    for is_asked, group in groupby(stream, lambda child: isinstance(child.value, AskedValue)):
        if is_asked:
            parts += [child.value.asked(child.id) for child in group]
        else:
            context = {"value": list(group), "way": way}
            parts.append(str(render_to_string("cms/blocks/stream.html", context)))
    return parts


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
