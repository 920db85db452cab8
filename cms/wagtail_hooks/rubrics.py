"""The library of rubrics in the admin, and the way to it from an assignment."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from academy.people.models import User
from academy.people.requests import SignedInRequest
from cms.forms.rubrics import RubricForm
from cms.models import AssignmentPage, Rubric
from cms.rules import RubricPolicy, rubrics_changed_by
from cms.views import rubrics
from cms.wagtail_hooks.own_rows import of_own_rows

register_permission_policy(Rubric, RubricPolicy(Rubric))


class RubricViewSet(SnippetViewSet):
    model = Rubric
    icon = "list-ul"
    menu_label = _("Rubrics")
    menu_name = "rubrics"
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["name", "course", "changed_at"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("course"),
            InlinePanel("criteria", label=_("Criterion"), heading=_("Rubric")),
        ],
        base_form_class=RubricForm,
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Rubric]:
        return rubrics_changed_by(request.user).select_related("course")

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        return of_own_rows(super().construct_view(view_class, **kwargs), rubrics_changed_by)


register_snippet(RubricViewSet)


@hooks.register("register_admin_urls")
def rubric_urls() -> list[URLPattern]:
    return [path("rubrik/<int:page_id>/", rubrics.rubrics, name="cms_rubrics")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def library(page: Page, user: User, *args: object, **kwargs: object) -> Iterator[Button]:
    if page.specific_class is AssignmentPage and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Library of rubrics"),
            reverse("cms_rubrics", args=[page.pk]),
            icon_name="list-ul",
            priority=17,
        )
