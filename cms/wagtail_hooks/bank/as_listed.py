"""“All in this list” means what the list shows: by its filters and its search."""

from typing import Any

from wagtail import hooks
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction


class AsListed:
    """For acts on many snippets: Wagtail's own take every row, whatever was filtered."""

    model: Any
    request: Any

    def get_all_objects_in_listing_query(self, _parent_id: Any) -> list[Any]:
        view = self.model.snippet_viewset.index_view
        listed = view.view_class(**view.view_initkwargs)
        # The address of the list came along.
        listed.setup(self.request)
        return [row.pk for row in listed.get_queryset()]


@hooks.register("register_bulk_action", order=100)
class DeleteListed(AsListed, DeleteBulkAction):
    """In the place of Wagtail's own, for snippets of every kind."""
