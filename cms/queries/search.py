"""Search over what everybody may know of: courses, titles of lessons, news, pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail.query import PageQuerySet

from academy.core.text.spelling import folded, holding
from cms.models import ActivityPage, ArticlePage, CoursePage, ModulePage, StandardPage
from cms.outline import COURSE_PATH

LIMIT = 30
MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A page found. `kind` is one of course, activity, article, page; `place` its course."""

    kind: str
    title: str
    url: str
    summary: str
    place: str = ""

    @property
    def kind_label(self) -> str | Promise:
        return KIND_LABELS[self.kind]


KIND_LABELS = {
    "course": pgettext_lazy("search result", "Course"),
    "activity": pgettext_lazy("search result", "Lesson"),
    "article": pgettext_lazy("search result", "News"),
    "page": pgettext_lazy("search result", "Page"),
}


def search(text: str) -> list[Hit]:
    """Return the published pages whose title or summary holds every word of `text`.

    Parts of words count ("jual" finds "menjual"). Titles come before summaries, at
    most LIMIT of each kind. The content of lessons is not searched: it is for
    participants.
    """
    words = text.split()[:MAX_WORDS]
    if not words:
        return []
    courses = {page.path: page for page in CoursePage.objects.live().public()}
    hits = [
        Hit("course", page.title, page.get_url() or "", page.summary)
        for page in _ranked(courses.values(), words)
    ]
    modules = set(ModulePage.objects.live().values_list("path", flat=True))
    for page in _ranked(_holding(ActivityPage, "summary", words), words):
        course = courses.get(page.path[:COURSE_PATH])
        if course is not None and page.path[: -page.steplen] in modules:
            hits.append(
                Hit("activity", page.title, page.get_url() or "", page.summary, course.title)
            )
    hits += [
        Hit("article", page.title, page.get_url() or "", page.summary)
        for page in _ranked(_holding(ArticlePage, "summary", words), words)
    ]
    hits += [
        Hit("page", page.title, page.get_url() or "", page.intro)
        for page in _ranked(_holding(StandardPage, "intro", words), words)
    ]
    return hits


def _holding(model: type[Page], field: str, words: list[str]) -> PageQuerySet:
    wanted = Q()
    for word in words:
        wanted &= holding(word, "title", field)
    return model.objects.live().public().filter(wanted).order_by("path")[:LIMIT]


def _ranked(pages: Iterable[Any], words: list[str]) -> list[Any]:
    """Return those of `pages` that hold all `words`, with all in the title first."""
    lowered = [folded(word) for word in words]

    def holds(text: str) -> bool:
        return all(word in folded(text) for word in lowered)

    found = [
        page
        for page in pages
        if holds(f"{page.title} {getattr(page, 'summary', '') or getattr(page, 'intro', '')}")
    ]
    return sorted(found, key=lambda page: not holds(page.title))[:LIMIT]
