"""What batches ask of the content admin: records stay, figures stay true, lessons stay small."""

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
from wagtail.signals import page_published, page_unpublished, post_page_move

from academy.core import jobs
from academy.web import formats
from cms.models import ActivityPage
from cms.sizes import page_size
from courses.completion.actions import demanding
from courses.completion.tasks import REFRESH_DEMANDING
from courses.models import QuizAttempt
from courses.programs.queries.content import has_records, smallest_data_budget, with_records
from courses.quizzes.tasks import SETTLE_ATTEMPTS


@hooks.register("before_delete_page")
def keep_page_with_records(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what participants have worked with; offer to unpublish it."""
    if not has_records(page):
        return None
    buttons = []
    if page.live:
        address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        buttons.append(messages.button(address, _("Unpublish instead")))
    messages.error(
        request,
        _(
            "“%(title)s” cannot be deleted: a batch teaches it, or participants have worked "
            "with it. Unpublish it; their work then stays, and nobody new sees it."
        )
        % {"title": page.get_admin_display_title()},
        buttons=buttons,
    )
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
    messages.error(
        request,
        ngettext(
            "Nothing was deleted. A batch teaches this page, or participants have worked "
            "with it: %(titles)s. Unpublish it instead.",
            "Nothing was deleted. A batch teaches these pages, or participants have worked "
            "with them: %(titles)s. Unpublish them instead.",
            len(kept),
        )
        % {"titles": titles},
    )
    parent = kept[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk)


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


def read_figures_anew(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Have the figures of the batches that demand the page, or what lies below it, read anew."""
    page = Page.objects.only("path").get(pk=instance.pk)
    if demanding(page).exists():
        jobs.enqueue(REFRESH_DEMANDING, {"page": page.pk}, by=None)


def count_attempts_anew(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Have attempts counted as the quiz is published now: how many are allowed, its kind."""
    if QuizAttempt.objects.filter(quiz=instance.pk).exists():
        jobs.enqueue(SETTLE_ATTEMPTS, {"quiz": instance.pk}, by=None)


page_published.connect(count_attempts_anew, dispatch_uid="courses.attempts")

# Wagtail sends them for publishing by hand, by workflow, by schedule and in bulk.
for signal in (page_published, page_unpublished, post_page_move):
    signal.connect(read_figures_anew, dispatch_uid="courses.figures")
