"""Where one begins in the content admin: the own courses, what waits for review, the way out."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from laces.components import Component
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from academy.people.models import User
from academy.people.requests import SignedInRequest
from cms.models import CoursePage
from cms.rules import courses_of
from courses.assignments.queries import reviews


def own_courses(user: User) -> QuerySet[CoursePage]:
    """Return the courses that `user` writes, with how many pages have unpublished work."""
    below = Page.objects.filter(
        path__startswith=OuterRef("path"), has_unpublished_changes=True
    ).order_by()
    counted = below.annotate(all=Value(1)).values("all").annotate(count=Count("pk")).values("count")
    found: QuerySet[CoursePage] = (
        courses_of(user).annotate(draft_count=Coalesce(Subquery(counted), 0)).order_by("title")
    )
    return found


class BeginHere(Component):
    """The first panel of the admin's home."""

    template_name = "courses/workspace/_admin_home.html"
    order = 10

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        return {
            "courses": own_courses(self.user),
            "waiting": reviews.queue(self.user).count() if self.user.is_trainer else None,
            "works_here": self.user.works_here,
        }


@hooks.register("construct_homepage_panels")
def begin_here(request: SignedInRequest, panels: list[Component]) -> None:
    panels.append(BeginHere(request.user))


class WayToTheWorkspace(MenuItem):
    def is_shown(self, request: SignedInRequest) -> bool:
        return request.user.works_here


@hooks.register("register_admin_menu_item")
def way_to_the_workspace() -> MenuItem:
    return WayToTheWorkspace(
        _("Workspace"),
        reverse("courses:work_home"),
        name="workspace",
        icon_name="arrow-left",
        order=1,
    )
