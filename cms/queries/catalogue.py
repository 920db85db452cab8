"""What the public pages show of courses and news, read once and kept for a while."""

from dataclasses import dataclass
from datetime import date

from wagtail.query import PageQuerySet

from academy.web.kept import kept
from cms.blocks.pictures import Source, source_of
from cms.models import ArticlePage, CoursePage
from cms.outline import Outline, outlines

CACHE_SECONDS = 600
NEWS_KEPT = 6


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A published course as a card. `minutes` of all activities, `hours` as its author says."""

    title: str
    url: str
    summary: str
    hours: int
    minutes: int
    module_count: int
    activity_count: int
    picture: Source | None


@dataclass(frozen=True, slots=True)
class NewsCard:
    title: str
    url: str
    summary: str
    published_on: date
    picture: Source | None


def course_cards() -> list[CourseCard]:
    """Return the published courses in the order of the catalogue."""
    return kept("cms.cards.courses", _course_cards, CACHE_SECONDS)


def _course_cards() -> list[CourseCard]:
    courses = list(CoursePage.objects.live().public().select_related("illustration"))
    courses.sort(key=lambda course: course.path)
    found = outlines([course.pk for course in courses])
    # What was unpublished between the two is no course any more.
    return [_course_card(course, found[course.pk]) for course in courses if course.pk in found]


def _course_card(course: CoursePage, outline: Outline) -> CourseCard:
    activities = outline.activities
    return CourseCard(
        title=course.title,
        url=course.get_url() or "",
        summary=course.summary,
        hours=course.hours,
        minutes=sum(activity.minutes for activity in activities),
        module_count=len(outline.modules),
        activity_count=len(activities),
        picture=source_of(course.illustration),
    )


def news_cards() -> list[NewsCard]:
    """Return the newest articles, the newest first."""
    return kept(
        "cms.cards.news",
        lambda: [news_card(article) for article in newest_articles()[:NEWS_KEPT]],
        CACHE_SECONDS,
    )


def newest_articles() -> PageQuerySet:
    """Return the published articles with their pictures, the newest first."""
    return (
        ArticlePage.objects.live()
        .public()
        .select_related("illustration")
        .prefetch_related("illustration__renditions")
        .order_by("-published_on", "-pk")
    )


def news_card(article: ArticlePage) -> NewsCard:
    return NewsCard(
        title=article.title,
        url=article.get_url() or "",
        summary=article.summary,
        published_on=article.published_on,
        picture=source_of(article.illustration),
    )
