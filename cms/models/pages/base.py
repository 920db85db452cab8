from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from cms.models.pages.page_form import PageForm
from cms.readiness import refuse_unfinished, unfinished_blocks

# The phone that most participants hold comes first.
PREVIEW_SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("On a phone")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a computer")},
]
# Of Wagtail's orders this one has ticks and pages; its "ord" is for dragging.
BY_PLACE = "path"


class BasePage(Page):
    """What every page of the academy has in common."""

    # What names a page for good or hangs on it alone: no copy takes it over, no draft changes it.
    exclude_fields_in_copy: list[str] = []
    preview_sizes = PREVIEW_SIZES
    # The explorer lists what lies below as visitors meet it, not by who wrote last.
    admin_default_ordering = BY_PLACE
    # A page without forms is made once for all visitors (`cms.views.site`).
    is_same_for_all = True
    base_form_class = PageForm

    class Meta:
        abstract = True
        verbose_name = _("page")

    def lacking(self) -> list[str]:
        """Return what has to be done before this page may be published, a sentence each."""
        return unfinished_blocks(self)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish `revision` now or at its hour. Raises NotFinished where something is lacking.

        What was taken for a later hour is not asked again when it comes: nobody is there.
        """
        if revision.approved_go_live_at is None:
            refuse_unfinished(revision)
        super().publish(revision, *args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """Return the page as the draft `content` has it, with the names that it has for good."""
        draft = super().with_content_json(content)
        for name in self.exclude_fields_in_copy:
            setattr(draft, name, getattr(self, name))
        return draft
