"""The words of Wagtail's permissions, given to groups in one place."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

COLLECTION_CODES = (
    *("add_academyimage", "change_academyimage", "choose_academyimage"),
    *("add_academydocument", "change_academydocument", "choose_academydocument"),
    *("add_academymedia", "change_academymedia", "view_academymedia"),
)
QUESTION_CODES = ("add_question", "change_question", "delete_question", "publish_question")


def open_admin(group: Group) -> None:
    """Let `group` into the content admin, with the bank of questions."""
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="cms", codename__in=QUESTION_CODES),
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
    for permission in Permission.objects.filter(
        content_type__app_label="cms", codename__in=COLLECTION_CODES
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
