"""Whom it touches when a page goes or moves; said in the content admin before it happens."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from academy.web import formats
from courses.programs.queries.content import people_by_batch

register = template.Library()


def whom_it_touches(pages: Iterable[Page]) -> str:
    """Return the batches that demand one of `pages`, with how many people; "" for none."""
    named = [
        ngettext("%(batch)s (%(figure)s person)", "%(batch)s (%(figure)s people)", people)
        % {"batch": batch, "figure": formats.number(people)}
        for batch, people in people_by_batch(pages).items()
    ]
    return _("Demanded in: %(batches)s.") % {"batches": "; ".join(named)} if named else ""


@register.inclusion_tag("courses/programs/_touched.html")
def touched(items: Page | Iterable[Page | Mapping[str, Page]]) -> dict[str, str]:
    """Show whom unpublishing a page touches; or the pages of a list, or of Wagtail's items."""
    found = [items] if isinstance(items, Page) else list(items)
    pages = [item if isinstance(item, Page) else item["item"] for item in found]
    return {"whom": whom_it_touches(pages)}
