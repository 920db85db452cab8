"""Modules and activities stand in the explorer as participants meet them, found ones too."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.models.pages.base import BY_PLACE


class ExplorerInOrder(ExplorableIndexView):
    """Wagtail's explorer; what is searched or filtered keeps the order of the course too."""

    @cached_property
    def is_explicitly_ordered(self) -> bool:
        # Otherwise what is found is sorted by how well it matches.
        is_explicit: bool = super().is_explicitly_ordered
        return is_explicit or self.parent_page.get_admin_default_ordering() == BY_PLACE

    def order_queryset(self, queryset: "QuerySet[Page]") -> "QuerySet[Page]":
        if self.ordering == BY_PLACE:
            return queryset.order_by(BY_PLACE)
        found: QuerySet[Page] = super().order_queryset(queryset)
        return found


class Pages(PageViewSet):
    index_view_class = ExplorerInOrder


# After Wagtail's own, whose place it takes.
@hooks.register("register_admin_viewset", order=1)
def explorer_in_order() -> Pages:
    return Pages()
