"""`{% load cms %}`: pages and pictures in templates."""

from typing import Any

from django import template
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from academy.people.models import User
from cms.blocks.pictures import Source, source_of
from cms.lessons import bodies
from cms.models import AcademyMedia, CoursePage, MediaVersion, Quality
from cms.models.files.recording import TEXT
from cms.models.pages.base import BasePage
from cms.outline import Outline
from cms.queries import catalogue, course
from cms.sizes import page_size

register = template.Library()


@register.simple_tag(takes_context=True)
def body(context: template.Context, page: BasePage, field: str = "body") -> SafeString:
    """Show the blocks of `page`: kept HTML for readers, made anew in a preview."""
    if getattr(context.get("request"), "is_preview", False):
        return bodies.draw(page, field)
    return bodies.rendered(page, field)


@register.filter
def source(image: AbstractImage | None) -> Source | None:
    """Return what an `<img>` of `image` needs, for "cms/blocks/picture.html"."""
    return source_of(image)


@register.simple_tag
def course_cards() -> list[catalogue.CourseCard]:
    """Return the published courses as cards."""
    return catalogue.course_cards()


@register.simple_tag
def news_cards(count: int = 3) -> list[catalogue.NewsCard]:
    """Return the newest articles as cards, at most `catalogue.NEWS_KEPT`."""
    return catalogue.news_cards()[:count]


@register.simple_tag(takes_context=True)
def articles(context: template.Context, per_page: int = 12) -> "Page[Any]":
    """Return the page of news cards that the address asks for (`?page=`)."""
    paginator = Paginator(catalogue.newest_articles(), per_page)
    page = paginator.get_page(context["request"].GET.get("page"))
    page.object_list = [catalogue.news_card(article) for article in page.object_list]
    return page


@register.simple_tag
def course_outline(page: CoursePage) -> Outline | None:
    """Return the outline of the course `page`."""
    return course.outline_of(page)


@register.simple_tag
def course_trainers(page: CoursePage) -> list[User]:
    """Return the people who teach the course `page`."""
    return course.trainers_of(page)


@register.simple_tag
def course_of(page: BasePage) -> CoursePage | None:
    """Return the course that `page` belongs to."""
    return course.course_of(page)


@register.filter
def played(media: AcademyMedia | None, way: str = "") -> MediaVersion | AcademyMedia | None:
    """Return which file a lesson plays to who watches in this `way`; None of one that is gone."""
    return None if media is None else media.played(way)


@register.filter
def way_name(way: str) -> object:
    """Return what a way to watch is called."""
    return _("text only") if way == TEXT else Quality(way).label


@register.filter(name="page_size")
def measured_size(page: BasePage) -> int:
    """Return what opening `page` costs in bytes as it now is, also unsaved (previews)."""
    return page_size(page)


@register.simple_tag(takes_context=True)
def own_collections(
    context: template.Context, collections: QuerySet[Collection]
) -> QuerySet[Collection]:
    """Return those of `collections` in which the person adds or changes something."""
    policy = policy_registry.get_by_type(get_image_model())
    own = policy.collections_user_has_any_permission_for(context["request"].user, ["add", "change"])
    return collections.filter(pk__in=own.values("pk"))
