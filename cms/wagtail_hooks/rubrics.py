"""The library of rubrics in the admin, and the way to it from an assignment."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
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
        view = super().construct_view(view_class, **kwargs)

        def asked_of_own_rows(
            request: SignedInRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            pk = kwargs.get("pk")
            own = rubrics_changed_by(request.user)
            if pk is not None and not own.filter(pk=unquote(str(pk))).exists():
                raise Http404
            return cast(HttpResponseBase, view(request, *args, **kwargs))

        return asked_of_own_rows


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
