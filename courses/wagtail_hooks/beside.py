"""What a page costs in data and rupiah, block by block, beside its form.

Wagtail draws the panels anew each time it saves a draft, so the figures follow the writing. They
come from the rules that the outline (`cms.sizes`) and the batches (`smallest_data_budget`) have.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from cms.models import ActivityPage
from cms.sizes import FRAME_BYTES, sizes_by_block
from cms.wagtail_hooks.explorer import Pages
from courses.programs.queries.content import highest_rate, smallest_data_budget


class CostPanel(BaseSidePanel):
    """A side panel with what each block of a page takes."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle data and cost")
        icon_name = "download"

    name = "data"
    title = _("Data and cost")
    template_name = "courses/programs/_cost_panel.html"
    order = 200

    def __init__(self, page: ActivityPage, request: HttpRequest, *, module: Page) -> None:
        # A new page has no place of its own yet.
        self.module = module
        super().__init__(page, request)

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        blocks = sizes_by_block(self.object)
        total = FRAME_BYTES + sum(block.size for block in blocks)
        budget = smallest_data_budget(self.module)
        context: Mapping[str, Any] = super().get_context_data(parent_context) | {
            "blocks": blocks,
            "frame": FRAME_BYTES,
            "total": total,
            "budget": budget,
            "is_beyond": budget is not None and total > budget,
            "rate": highest_rate(self.module),
        }
        return context


class EditWithCost(EditView):
    """Wagtail's form of a page, with what an activity costs beside it."""

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if isinstance(self.page, ActivityPage):
            panels.append(CostPanel(self.page, self.request, module=self.parent))
        return panels


class CreateWithCost(CreateView):
    """The same while the page is new."""

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if isinstance(self.page, ActivityPage):
            panels.append(CostPanel(self.page, self.request, module=self.parent_page))
        return panels


class PagesWithCost(Pages):
    add_view_class = CreateWithCost
    edit_view_class = EditWithCost


# After the site's own, whose place it takes.
@hooks.register("register_admin_viewset", order=2)
def pages_with_cost() -> PagesWithCost:
    return PagesWithCost()
