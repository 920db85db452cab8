"""What a page still lacks before participants may meet it.

One rule for all ways of publishing: the button, the hour, the workflow, many pages at once.
Pages say what they lack (`BasePage.lacking`); publishing one that lacks something is refused,
and what was typed stays a draft.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from academy.core.errors import Refused


class NotFinished(Refused):
    """A page lacks something; `page` is where it is to be mended."""

    def __init__(self, page: Page, lacking: Iterable[str]) -> None:
        self.page = page
        super().__init__(
            _("“%(title)s” is not published. What you have written is kept as a draft. %(what)s")
            % {"title": page.get_admin_display_title(), "what": " ".join(lacking)}
        )


def refuse_unfinished(revision: Revision) -> None:
    """Raise NotFinished where the draft `revision` is of a page that lacks something."""
    page: Any = revision.as_object()
    if lacking := page.lacking():
        raise NotFinished(page, lacking)


def unfinished_blocks(page: Page) -> list[str]:
    """Return a sentence for each block of `page` in which something is missing.

    A draft keeps them as they are: a video without its file, a picture without a description.
    """
    found = []
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        blocks = getattr(page, field.name)
        for number, child in enumerate(blocks, 1):
            try:
                child.block.clean(child.value)
            except ValidationError:
                found.append(
                    _("Block %(number)d of “%(field)s” (%(kind)s) is not complete: fill it in.")
                    % {
                        "number": number,
                        "field": field.verbose_name,
                        "kind": child.block.label,
                    }
                )
    return found


def has_child_to_show(page: Page) -> bool:
    """Say whether something below `page` is published, or will be when `page` is."""
    children = page.get_children()
    if children.live().exists():
        return True
    if page.go_live_at is None:
        return False
    scheduled: bool = Revision.page_revisions.filter(
        object_id__in=[str(pk) for pk in children.values_list("pk", flat=True)],
        approved_go_live_at__lte=page.go_live_at,
    ).exists()
    return scheduled
