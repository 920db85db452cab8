"""The workspace's side bar: what this person's roles open."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.assignments.queries import reviews as review
from courses.models import Application, ApplicationState


def workspace(request: HttpRequest) -> dict[str, object]:
    """Return `workspace_menu`, read only by pages that draw it: /kerja/ and one's account."""
    if not request.path.startswith(("/kerja/", "/akun/")):
        return {}
    return {"workspace_menu": SimpleLazyObject(lambda: _menu(request))}


def _menu(request: HttpRequest) -> list[dict]:
    user = request.user
    items = [_item(_("Start"), "courses:work_home", "home")]
    if user.is_coordinator or user.is_program_manager:
        # The same two states as on the pages behind it: to be verified, and to be decided.
        waiting = Application.objects.visible_to(user).filter(
            state__in=[ApplicationState.SUBMITTED, ApplicationState.VERIFIED]
        )
        items += [
            _item(_("Batches"), "courses:work_batches", "calendar"),
            _item(_("Applications"), "courses:applications", "inbox", count=waiting.count()),
        ]
    if user.is_trainer:
        items.append(
            _item(_("Review"), "courses:review_queue", "check", count=review.queue(user).count())
        )
    if user.is_companion:
        items.append(_item(_("My santri"), "courses:companion", "users"))
    if user.is_coordinator or user.is_program_manager:
        items.append(_item(_("The way to the target"), "reports:programs", "chart"))
    if user.is_program_manager:
        items += [
            _item(_("Who works here"), "courses:staff", "key"),
            _item(pgettext("contact form", "Messages"), "courses:messages", "mail"),
        ]
    if user.is_partner:
        items.append(_item(_("Figures"), "reports:partner_programs", "chart"))
    if not user.is_partner or len(user.roles) > 1:
        items.append(_item(_("Long work"), "courses:jobs", "clock"))
    if user.is_staff:
        items.append(_item(_("Write content"), "wagtailadmin_home", "edit"))
    return _mark_current(items, request.path)


def _item(label: str, url_name: str, icon: str, count: int = 0) -> dict:
    return {"label": label, "url": reverse(url_name), "icon": icon, "count": count}


# Pages of one person or session belong to the batches they are reached from.
BELONGS = {"/kerja/peserta/": "/kerja/angkatan/", "/kerja/sesi/": "/kerja/angkatan/"}


def _mark_current(items: list[dict], path: str) -> list[dict]:
    """Mark the item whose address begins `path` the longest."""
    path = next((home for start, home in BELONGS.items() if path.startswith(start)), path)
    fitting = [item for item in items if path.startswith(item["url"])]
    current = max(fitting, key=lambda item: len(item["url"]), default=None)
    return [item | {"current": item is current} for item in items]
