"""The ways to publish that go round `BasePage.publish`, or that need an order."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page, TaskState
from wagtail.signals import task_submitted

from academy.people.models import User
from cms.models.pages.base import BasePage
from cms.readiness import NotFinished, refuse_unfinished


@hooks.register("before_publish_page")
def refuse_to_publish(request: HttpRequest, page: Page) -> None:
    """The button of the form publishes without asking the page; its draft is saved by now."""
    if not isinstance(page, BasePage):
        return
    try:
        refuse_unfinished(page.get_latest_revision())
    except NotFinished:
        # The form of a new page puts it into the tree as live before it asks.
        if page.live and page.live_revision_id is None:
            page.unpublish(log_action=False)
        raise


def refuse_to_submit(sender: Any, instance: TaskState, **kwargs: Any) -> None:
    """Tell the author when a page is handed in, not the editor when it is to be published."""
    if issubclass(instance.revision.content_type.model_class(), BasePage):
        refuse_unfinished(instance.revision)


task_submitted.connect(refuse_to_submit, dispatch_uid="cms.publishing")


# After Wagtail's own, whose place it takes.
@hooks.register("register_bulk_action", order=1)
class PublishFromBelow(PublishBulkAction):
    """Many pages at once, with what lies below them: the activities before their module."""

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        include_descendants: bool = False,
        user: User | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        below: dict[int, Page] = {}
        if include_descendants:
            for page in objects:
                for draft in page.get_descendants().not_live():
                    if user is None or draft.permissions_for_user(user).can_publish():
                        below[draft.pk] = draft
        chosen = {page.pk: page for page in objects}
        for page in sorted((below | chosen).values(), key=lambda page: (-page.depth, page.path)):
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            revision.publish(user=user)
        return len(chosen), len(below.keys() - chosen.keys())
