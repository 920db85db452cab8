"""Modules and activities of a course put into another order."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from academy.core.errors import Refused
from academy.people.models import User
from cms.models import CoursePage, ModulePage
from cms.outline import STEP_LENGTH

# Below the course: modules, and in them activities.
MODULE_DEPTH = 1


class OrderChanged(Refused):
    message = _(
        "Somebody has changed the order meanwhile. Nothing was moved: look at the order as it is "
        "now, then move again."
    )


class MayNotMove(Refused):
    message = _("You may not move this page. Ask an editor; the order is as it was.")


class NowhereToMove(Refused):
    message = _("There is no such place in this course. The order is as it was.")


class AddressTaken(Refused):
    """The module has a page with the same address already."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            _(
                "A page with the address of “%(title)s” stands in that module already. Give one "
                "of the two another address first."
            )
            % {"title": page.get_admin_display_title()}
        )


def key_of(page: Page) -> str:
    """Return the name by which a page of a course is known in forms."""
    return str(page.translation_key)


def below(course: CoursePage) -> list[Page]:
    """Return the modules and activities of `course` in their order, published or not."""
    deepest = course.depth + MODULE_DEPTH + 1
    return list(Page.objects.descendant_of(course).filter(depth__lte=deepest).order_by("path"))


def fingerprint(pages: list[Page]) -> str:
    """Return a name of the order of `pages`: another order has another one."""
    text = " ".join(f"{page.depth}{key_of(page)}" for page in pages)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def move(
    *, course: CoursePage, key: str, parent: str, before: str, shown: str, by: User
) -> tuple[str, str]:
    """Put the page `key` below `parent`, before its page `before` ("": as the last one).

    `shown` is the order on which that was decided (`fingerprint`). Returns where the page was:
    its parent and the page that followed it, to be moved back. Who moves to where it stands
    changes nothing. Raises OrderChanged, MayNotMove, NowhereToMove or AddressTaken.
    """
    with transaction.atomic():
        # Whoever orders the same course comes after us, and sees what we have made of it.
        course = CoursePage.objects.select_for_update(of=("self",), no_key=True).get(pk=course.pk)
        pages = below(course)
        by_key = {key_of(page): page for page in [course, *pages]}
        page, target, follower = by_key.get(key), by_key.get(parent), by_key.get(before)
        if page is None or target is None or (before and follower is None):
            raise NowhereToMove
        was = _place(page, pages, by_key)
        if was == (parent, before):
            return was
        if shown != fingerprint(pages):
            raise OrderChanged
        _check_place(course, page, target, follower)
        _check_permission(page, target, by)
        beside = (follower, "left") if follower is not None else (target, "last-child")
        MovePageAction(page, *beside, user=by).execute(skip_permission_checks=True)
        return was


def _place(page: Page, pages: list[Page], by_key: dict[str, Page]) -> tuple[str, str]:
    parent_path = page.path[:-STEP_LENGTH]
    parent = next(key for key, one in by_key.items() if one.path == parent_path)
    beside = [one for one in pages if one.path[:-STEP_LENGTH] == parent_path]
    following = [one for one in beside if one.path > page.path]
    return parent, key_of(following[0]) if following else ""


def _check_place(course: CoursePage, page: Page, target: Page, follower: Page | None) -> None:
    is_module = page.depth == course.depth + MODULE_DEPTH
    wanted = course.depth if is_module else course.depth + MODULE_DEPTH
    fits = target.depth == wanted and (is_module or target.specific_class is ModulePage)
    is_beside = follower is None or (
        follower.path[:-STEP_LENGTH] == target.path and follower.pk != page.pk
    )
    if not (fits and is_beside):
        raise NowhereToMove
    if page.path[:-STEP_LENGTH] != target.path and not Page._slug_is_available(
        page.slug, target, page
    ):
        raise AddressTaken(page)


def _check_permission(page: Page, target: Page, by: User) -> None:
    if page.path[:-STEP_LENGTH] == target.path:
        may = target.permissions_for_user(by).can_reorder_children()
    else:
        may = page.permissions_for_user(by).can_move_to(target)
    if not may:
        raise MayNotMove
