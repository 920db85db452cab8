"""What opening a page costs, against the batches that use it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from academy.web import formats
from cms.models import ActivityPage
from cms.sizes import page_size
from courses.programs.queries.content import smallest_data_budget


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_data_size(request: HttpRequest, page: Page) -> None:
    """Tell the author what opening the page costs, against the batches that use it."""
    page = page.specific
    # The editor saves by itself every few words and shows no message of it: they would
    # pile up and appear together in the preview or on whatever page comes next.
    if not isinstance(page, ActivityPage) or not request.accepts("text/html"):
        return
    size = page_size(page)
    budget = smallest_data_budget(page)
    if budget is not None and size > budget:
        messages.warning(
            request,
            _(
                "This page takes %(size)s to open; batches of this course plan %(budget)s. "
                "Fewer or smaller pictures make it cheaper for participants."
            )
            % {"size": formats.data_size(size), "budget": formats.data_size(budget)},
        )
    else:
        messages.info(
            request,
            _("This page takes %(size)s to open.") % {"size": formats.data_size(size)},
        )
