"""What is kept of pages is dropped when they change, whoever or whatever changes them.

Wagtail sends its signals for publishing by hand, by workflow, by schedule and in bulk;
deleting is told by hooks, after the page is gone.
"""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms import bodies, generation, outline
from cms.queries import catalogue


def forget(page) -> None:
    """Drop all that is kept of `page` and of what shows it, once the change is certain."""

    def drop():
        outline.drop(page)
        bodies.drop(page)
        catalogue.drop()
        generation.end()

    transaction.on_commit(drop)


def on_change(sender, instance, **kwargs):
    forget(instance)


def on_move(sender, instance, parent_page_before, parent_page_after, **kwargs):
    forget(instance)
    forget(parent_page_before)
    forget(parent_page_after)


for signal in (page_published, page_unpublished, page_slug_changed):
    signal.connect(on_change, dispatch_uid="cms.freshness")
post_page_move.connect(on_move, dispatch_uid="cms.freshness")


def on_restriction(sender, **kwargs):
    transaction.on_commit(generation.end)


# Who may see a page is a row of Wagtail's own, which tells its change in no other way.
for signal in (post_save, post_delete):
    signal.connect(
        on_restriction, sender=PageViewRestriction, dispatch_uid="cms.freshness.restriction"
    )


@hooks.register("after_delete_page")
def on_delete(request, page):
    forget(page)


@hooks.register("after_bulk_action")
def on_bulk_action(request, action_type, objects, action_class_instance):
    if action_type == "delete":
        for thing in objects:
            if isinstance(thing, Page):
                forget(thing)
