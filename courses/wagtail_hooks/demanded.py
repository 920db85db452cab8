"""Moving and planned unpublishing say whom they touch, before the move and when it is planned.

Wagtail's pages have no place of their own for it: it stands above them, as their messages do.
Unpublishing says so in its own pages (`templates/wagtailadmin/pages/`).
"""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.models import Page

from academy.web import formats
from courses.templatetags.touched import whom_it_touches


@hooks.register("before_move_page")
def tell_before_moving(request: HttpRequest, page: Page, destination: Page) -> None:
    """Say it on the page that asks; when it is answered, it was said."""
    if request.method == "GET":
        _tell_of_moving(request, [page])


@hooks.register("register_bulk_action", order=1)
class MoveTelling(MoveBulkAction):
    """Wagtail's move of many pages, which says whom it touches."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pages, _others = self.get_actionable_objects()
        _tell_of_moving(request, pages)
        return cast(HttpResponse, super().get(request, *args, **kwargs))


def _tell_of_moving(request: HttpRequest, pages: Iterable[Page]) -> None:
    if whom := whom_it_touches(pages):
        sentence = _(
            "Moved within its course it stays demanded; in another course, or below a page "
            "that is not published, it is no longer asked of them. What they have done stays."
        )
        messages.warning(request, f"{whom} {sentence}")


@hooks.register("after_publish_page")
def tell_of_planned_end(request: HttpRequest, page: Page) -> None:
    """A page that takes itself away at an hour says whom that will touch."""
    whom = whom_it_touches([page]) if page.expire_at else ""
    if whom:
        sentence = _("On %(at)s this page is unpublished and no longer asked of them.")
        sentence %= {"at": formats.date_time(page.expire_at)}
        messages.warning(request, f"{whom} {sentence}")
