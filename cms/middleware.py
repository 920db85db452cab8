from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin_doors import OF_TRAINERS
from cms.rules import edits_all

# Where our own address stands in for one of Wagtail's (sign-in, account).
OURS = ""


class ContentAdminMiddleware:
    """Keeps those who write single courses to the views that they need."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith("/admin/"):
            return
        user = request.user
        if not user.is_authenticated or edits_all(user):
            return
        name = request.resolver_match.view_name
        if name != OURS and name not in OF_TRAINERS:
            raise PermissionDenied
        if name == "wagtailadmin_choose_page_child":
            _look_up(user, kwargs["parent_page_id"])


def _look_up(user, page_id: int) -> None:
    """Raise Http404 where the page is neither public nor in a course of `user`."""
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    get_object_or_404(own | Page.objects.live(), pk=page_id)
