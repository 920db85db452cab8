"""What people see in the admin's menu, and where they begin."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.query import PageQuerySet

from academy.people.requests import SignedInRequest
from cms.models import ArticlePage, CoursePage, StandardPage
from cms.rules import edits_all

OF_TRAINERS = {"workspace", "explorer", "questions", "rubrics", "images", "documents", "media"}


@hooks.register("construct_main_menu")
def only_what_trainers_use(request: SignedInRequest, items: list[Any]) -> None:
    if not edits_all(request.user):
        items[:] = [item for item in items if item.name in OF_TRAINERS]


@hooks.register("construct_page_chooser_queryset")
def public_pages_to_link_to(pages: PageQuerySet, request: SignedInRequest) -> PageQuerySet:
    """A link leads to a page that everybody may read, or to one of the own course."""
    if edits_all(request.user):
        return pages
    public = pages.live().type(CoursePage, ArticlePage, StandardPage)
    own = pages.none()
    for course in CoursePage.objects.filter(course_trainers__user=request.user):
        own |= pages.descendant_of(course, inclusive=True)
    return public | own


@hooks.register("insert_global_admin_css")
def colours_of_the_academy() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
