"""The record of accesses, for the program manager."""

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.access_desk.forms import AccessFilter
from academy.people.guards import manager_required
from academy.people.models import Access, MembershipRole, Role, User
from academy.people.requests import SignedInRequest
from academy.web import lists

# Some months of a busy academy: as many rows as a spreadsheet is still read with, and as a
# process may hold.
EXPORTED_MOST = 20_000
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
ROLES: dict[str, str | Promise] = {
    **dict(Role.choices),
    MembershipRole.COMPANION: MembershipRole.COMPANION.label,
}


def _role(row: Any) -> str | Promise:
    return ROLES.get(row.role, "")


def _page(row: Any) -> str:
    """Return which page it was, as short as one reads it: ids say nothing."""
    return _ID.sub("…", row.path)


def _username(person: User | None) -> str:
    return person.username if person else ""


COLUMNS = (
    lists.Column("at", _("When"), lambda row: row.at, sort="at"),
    lists.Column("kind", _("What"), lambda row: row.get_kind_display()),
    lists.Column("role", _("Role"), _role),
    lists.Column("who", _("Who"), lambda row: _username(row.who)),
    lists.Column("about", _("About whom"), lambda row: _username(row.about)),
    lists.Column("address", _("Network address"), lambda row: row.address),
    lists.Column("path", _("Page"), lambda row: row.path),
)


@manager_required
def accesses(request: SignedInRequest) -> HttpResponse:
    """All that was recorded, the newest first. Taking it as a spreadsheet is recorded too."""
    found = lists.build(
        request,
        Access.objects.select_related("who", "about"),
        filterset_class=AccessFilter,
        columns=COLUMNS,
        default_sort="-at",
    )
    if found.wants_export:
        rows = found.rows[:EXPORTED_MOST]
        return lists.spreadsheet(request, COLUMNS, rows, filename="catatan-akses.xlsx")
    context = {
        "list": found,
        "rows": [(row, _role(row), _page(row)) for row in found.page],
        "exported_most": EXPORTED_MOST if found.total > EXPORTED_MOST else None,
    }
    return render(request, "people/accesses.html", context)
