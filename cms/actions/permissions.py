"""The words of Wagtail's permissions, given to groups in one place."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

# Wagtail asks for these by its own models, whatever model takes their place.
COLLECTION_CODES = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
    "wagtailmedia": ("add_media", "change_media"),
}
SNIPPET_CODES = (
    *("add_question", "change_question", "delete_question", "publish_question"),
    *("add_rubric", "change_rubric", "delete_rubric"),
)


def open_admin(group: Group) -> None:
    """Let `group` into the content admin, with the bank of questions and the rubrics."""
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="cms", codename__in=SNIPPET_CODES),
    )


def give_pages(group: Group, page: Page, kinds: Iterable[str]) -> None:
    """Let `group` do exactly `kinds` (add, change, publish …) at and below `page`."""
    wanted = {f"{kind}_page" for kind in kinds}
    held = GroupPagePermission.objects.filter(group=group, page=page)
    held.exclude(permission__codename__in=wanted).delete()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=wanted
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def give_collection(group: Group, collection: Collection) -> None:
    """Let `group` add, change and choose pictures, files and media of `collection`."""
    for app, codes in COLLECTION_CODES.items():
        for permission in Permission.objects.filter(
            content_type__app_label=app, codename__in=codes
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def give_snippets(group: Group) -> None:
    """Let `group` do everything with every kind of snippet."""
    for model in get_snippet_models():
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label=model._meta.app_label,
                content_type__model=model._meta.model_name,
            )
        )
