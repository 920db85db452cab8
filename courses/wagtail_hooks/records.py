"""What participants have worked with is not deleted."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from courses.programs.queries.content import has_records, with_records
from courses.templatetags.touched import whom_it_touches


@hooks.register("before_delete_page")
def keep_page_with_records(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what participants have worked with; offer to unpublish it."""
    if not has_records(page):
        return None
    buttons = []
    if page.live:
        address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        buttons.append(messages.button(address, _("Unpublish instead")))
    sentence = _(
        "“%(title)s” cannot be deleted: a batch teaches it, or participants have worked "
        "with it. Unpublish it; their work then stays, and nobody new sees it."
    ) % {"title": page.get_admin_display_title()}
    messages.error(request, f"{sentence} {whom_it_touches([page])}", buttons=buttons)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_pages_with_records(
    request: HttpRequest, action_type: str, objects: Iterable[object], action_class_instance: Any
) -> HttpResponse | None:
    """The same for several pages at once: none of them is deleted then."""
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if action_type != "delete" or not pages:
        return None
    kept = with_records(pages)
    if not kept:
        return None
    titles = ", ".join(page.get_admin_display_title() for page in kept)
    sentence = ngettext(
        "Nothing was deleted. A batch teaches this page, or participants have worked "
        "with it: %(titles)s. Unpublish it instead.",
        "Nothing was deleted. A batch teaches these pages, or participants have worked "
        "with them: %(titles)s. Unpublish them instead.",
        len(kept),
    ) % {"titles": titles}
    messages.error(request, f"{sentence} {whom_it_touches(kept)}")
    parent = kept[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk)
