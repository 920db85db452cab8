from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.csp import CSP
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from academy.core.text.typed import whole_of
from academy.people.guards import lacks_second_factor, to_second_factor
from academy.people.models import User
from academy.people.requests import is_signed_in
from academy.web.shell import menus
from cms.admin_doors import OF_TRAINERS
from cms.forms.media import UploadTaken
from cms.readiness import NotFinished
from cms.rules import edits_all

# Names of the pages in the addresses of Wagtail's views.
PAGE_IDS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")


# Wagtail's admin draws with inline scripts and styles; nobody but staff sees it.
ADMIN_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:", *settings.STORED],
    "media-src": [CSP.SELF, "blob:", *settings.STORED],
    "font-src": [CSP.SELF, "data:"],
    # The pieces of a large file go straight to the bucket.
    "connect-src": [CSP.SELF, *settings.STORED],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}


class ContentAdminMiddleware:
    """Keeps those who write single courses to the views and the pages that they need.

    The admin's answers have a content policy of their own, relaxed for its scripts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_in_admin(request):
            response._csp_config = ADMIN_CSP  # type: ignore[attr-defined]  # Django reads it
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if not _is_in_admin(request):
            return None
        if not is_signed_in(request):
            return None
        user = request.user
        if lacks_second_factor(user):
            return to_second_factor(request)
        if edits_all(user):
            return None
        name = request.resolver_match.view_name
        if name not in OF_TRAINERS:
            raise PermissionDenied
        _look_at_names(user, request, name, kwargs)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say above a form why it was refused: what its page lacks before it can be published."""
        if not isinstance(error, NotFinished | UploadTaken) or not _is_in_admin(request):
            return None
        messages.error(request, error.message)
        if isinstance(error, UploadTaken):
            return redirect(request.path)
        return redirect("wagtailadmin_pages:edit", error.page.pk)


def _look_at_names(user: User, request: HttpRequest, name: str, kwargs: dict[str, Any]) -> None:
    """Raise Http404 where the address, or its query, names what is not the own."""
    if name == "wagtailadmin_choose_page_child":
        _look_up(user, kwargs["parent_page_id"], Page.objects.live())
    elif name == "wagtailadmin_choose_page_chosen_multiple":
        for text in request.GET.getlist("id"):
            _look_up(user, text, Page.objects.live())
    elif name == "wagtail_bulk_action":
        _look_up_many(user, request, **kwargs)
    elif name.startswith("wagtailadmin_pages:"):
        for key in PAGE_IDS:
            if key in kwargs:
                _look_up(user, kwargs[key])


def _look_up(user: User, page_id: int | str, others: QuerySet[Page] | None = None) -> None:
    """Raise Http404 where the page is neither in a course of `user` nor among `others`."""
    if whole_of(str(page_id)) is None:
        raise Http404
    found = policy_registry.get_by_type(Page).explorable_instances(user)
    get_object_or_404(found if others is None else found | others, pk=page_id)


def _look_up_many(
    user: User, request: HttpRequest, *, app_label: str, model_name: str, action: str
) -> None:
    """Raise Http404 unless all that an act on many things names is the own.

    Wagtail shows the titles of what one may not touch, as "these cannot be published".
    """
    try:
        model = apps.get_model(app_label, model_name)
        policy = policy_registry.get_by_type(model)
    except (LookupError, AttributeError) as error:
        raise Http404 from error
    if model is Page:
        own: QuerySet[Any] = policy.explorable_instances(user)
    else:
        own = policy.instances_user_has_any_permission_for(user, ["change", "delete"])
    asked = set(request.GET.getlist("id")) | set(request.GET.getlist("childOf")) - {""}
    # "All" of a listing takes what is not the own along, and shows it.
    if model is Page and "all" in asked and not request.GET.get("childOf"):
        raise Http404
    numbers = {text for text in asked if whole_of(text) is not None}
    if asked - numbers - {"all"} or own.filter(pk__in=numbers).count() != len(numbers):
        raise Http404


def _is_in_admin(request: HttpRequest) -> bool:
    return request.path.startswith(menus.path_of("wagtailadmin_home"))
