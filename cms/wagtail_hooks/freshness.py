"""What is kept of pages is dropped when they change, whoever or whatever changes them.

Wagtail sends its signals for publishing by hand, by workflow, by schedule and in bulk;
deleting is told by hooks, after the page is gone.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from academy.web import kept
from cms.models import AcademyImage


def on_change(sender: Any, **kwargs: Any) -> None:
    """End what is kept once the change is certain."""
    transaction.on_commit(kept.end)


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(on_change, dispatch_uid="cms.freshness")

# Who may see a page is a row of Wagtail's own, which tells its change in no other way.
for signal in (post_save, post_delete):
    signal.connect(on_change, sender=PageViewRestriction, dispatch_uid="cms.freshness.restriction")


post_delete.connect(on_change, sender=AcademyImage, dispatch_uid="cms.freshness.image")


def on_image(sender: Any, created: bool, **kwargs: Any) -> None:
    """A picture that was exchanged is shown; a new one stands on no page yet."""
    if not created:
        on_change(sender)


post_save.connect(on_image, sender=AcademyImage, dispatch_uid="cms.freshness.exchanged")


@hooks.register("after_delete_page")
def on_delete(request: HttpRequest, page: Page) -> None:
    transaction.on_commit(kept.end)


@hooks.register("after_bulk_action")
def on_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[object], action_class_instance: Any
) -> None:
    if action_type == "delete":
        transaction.on_commit(kept.end)
