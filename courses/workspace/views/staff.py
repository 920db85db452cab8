"""Those who work here: a program manager gives roles, courses and pesantren."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.accounts.actions.accounts import create_account
from academy.people.guards import manager_required
from academy.people.models import User
from academy.people.particulars.phones import national_phone
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.forms.once import make_once
from courses.acts.client import client_of
from courses.acts.kinds import ActKind
from courses.workspace.actions import staff as actions
from courses.workspace.forms.staff import NewStaffForm, PositionsForm, StaffFilter, positions_of
from courses.workspace.queries import staff as queries

COLUMNS = (
    lists.Column("name", _("Name"), lambda row: row.full_name, sort="full_name"),
    lists.Column("username", _("User name"), lambda row: row.username, sort="username"),
    lists.Column("email", _("E-mail"), lambda row: row.email or ""),
    lists.Column("phone", _("Phone"), lambda row: national_phone(row.phone)),
    lists.Column(
        "roles",
        _("Roles"),
        lambda row: ", ".join(queries.role_names(row)),
    ),
)


@manager_required
def staff(request: SignedInRequest) -> HttpResponse:
    found = lists.build(
        request,
        queries.staff(),
        filterset_class=StaffFilter,
        columns=COLUMNS,
        default_sort="full_name",
    )
    if found.wants_export:
        return lists.spreadsheet(request, COLUMNS, found.rows, filename="petugas.xlsx")
    rows = [(person, queries.role_names(person)) for person in found.page]
    return render(request, "courses/workspace/staff.html", {"list": found, "rows": rows})


@manager_required
def staff_new(request: SignedInRequest) -> HttpResponse:
    """Find somebody who has an account already, or make one."""
    form = NewStaffForm(request.POST or None)
    user = make_once(
        request,
        form,
        kind=ActKind.NEW_ACCOUNT,
        model=User,
        make=lambda: create_account(by=request.user, must_change_secret=True, **form.cleaned_data),
    )
    if user is not None:
        messages.success(request, gettext("The account is made. Now give it a role."))
        return redirect("courses:staff_person", user.public_id)
    context = {"form": form, "found": queries.candidates(request.GET.get("q", ""))}
    return render(request, "courses/workspace/staff_new.html", context)


@manager_required
def staff_person(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    user = get_object_or_404(User, public_id=user_id, merged_into=None)
    accesses.opened(request, user.pk)
    form = PositionsForm(request.POST or None, initial=positions_of(user))
    if request.method == "POST" and form.is_valid() and _set(request, user, form):
        return redirect("courses:staff_person", user.public_id)
    return render(request, "courses/workspace/staff_person.html", {"person": user, "form": form})


def _set(request: SignedInRequest, user: User, form: PositionsForm) -> bool:
    """Do what the form asks; a refusal is put on it."""
    chosen = form.positions()
    try:
        actions.set_positions(user=user, by=request.user, **chosen)
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        return False
    messages.success(request, gettext("The roles are saved and count at once."))
    return True


@manager_required
@never_cache
def staff_access(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Ask once, then show a new PIN; the second factor is set up anew at the next sign-in."""
    user = get_object_or_404(queries.staff(), public_id=user_id)
    accesses.opened(request, user.pk)
    if request.method != "POST":
        return render(request, "courses/workspace/staff_access.html", {"person": user})
    client_id = client_of(request.POST).client_id
    try:
        pin = actions.reset_access(user=user, by=request.user, client_id=client_id)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("courses:staff_person", user.public_id)
    return render(request, "courses/workspace/staff_slip.html", {"person": user, "pin": pin})
