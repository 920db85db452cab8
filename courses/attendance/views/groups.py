"""The groups of a session: halls, and who is in which."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.attendance.actions import groups as actions
from courses.attendance.forms import GroupForm, PlacesForm
from courses.attendance.queries import groups as queries
from courses.models import Session, SessionGroup


@worker_required
def groups(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Show the groups, and put people into them one by one."""
    session = _run_session(request, session_id)
    found = queries.groups_of(session)
    form = PlacesForm(queries.seats_of(session), found, queries.places_in(session), request.POST)
    if request.method == "POST":
        wanted, shown = form.read()
        _say(
            request,
            actions.place(session=session, wanted=wanted, shown=shown, by=request.user),
        )
        return redirect("courses:session_groups", session.public_id)
    context = {
        "session": session,
        "batch": session.batch,
        "groups": found,
        "rows": form.rows,
        "unplaced_count": sum(1 for row in form.rows if not row.shown),
    }
    return render(request, "courses/attendance/groups.html", context)


def _say(request: SignedInRequest, placed: actions.Placed) -> None:
    text = ngettext(
        "%(count)s person was placed otherwise.", "%(count)s people were placed otherwise.",
        placed.count,
    )  # fmt: skip
    messages.success(request, text % {"count": placed.count})
    if placed.clashes:
        names = ", ".join(seat.user.full_name for seat in placed.clashes)
        text = gettext(
            "Somebody else has placed these people meanwhile, and that stands: %(names)s"
        )
        messages.warning(request, text % {"names": names})


@worker_required
@require_POST
def groups_deal(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Deal out who is in no group yet, evenly or by pesantren; or take everybody out."""
    session = _run_session(request, session_id)
    how = request.POST.get("how", "")
    if how in list(actions.Dealing):
        try:
            _say(
                request,
                actions.deal(session=session, how=actions.Dealing(how), by=request.user),
            )
        except Refused as refusal:
            messages.error(request, str(refusal.message))
    return redirect("courses:session_groups", session.public_id)


@worker_required
def group_new(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = _run_session(request, session_id)
    group = SessionGroup(session=session)
    form = GroupForm(request.POST or None, instance=copy(group))
    made = make_once(
        request,
        form,
        kind=ActKind.NEW_GROUP,
        model=SessionGroup,
        make=lambda: actions.save_group(group=group, by=request.user, **form.changes()),
    )
    return _form(request, group, form) if made is None else _saved(request, made)


@worker_required
def group_edit(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    group = _run_group(request, group_id)
    form = GroupForm(request.POST or None, instance=copy(group))
    if request.method == "POST" and form.is_valid():
        actions.save_group(group=group, by=request.user, **form.changes())
        return _saved(request, group)
    return _form(request, group, form)


@worker_required
def group_delete(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Ask once, naming how many will be in no group, then take the group away."""
    group = _run_group(request, group_id)
    session = group.session
    if request.method != "POST":
        context = {"group": group, "session": session, "count": group.places.count()}
        return render(request, "courses/attendance/group_delete.html", context)
    actions.delete_group(group=group, by=request.user)
    messages.success(request, gettext("The group is gone; who was in it is in none now."))
    return redirect("courses:session_groups", session.public_id)


def _form(request: SignedInRequest, group: SessionGroup, form: GroupForm) -> HttpResponse:
    context = {"group": group, "session": group.session, "form": form}
    return render(request, "courses/attendance/group_form.html", context)


def _saved(request: SignedInRequest, group: SessionGroup) -> HttpResponse:
    messages.success(request, gettext("The group is saved."))
    return redirect("courses:session_groups", group.session.public_id)


def _run_session(request: SignedInRequest, session_id: UUID) -> Session:
    """Return the session for those who run its batch."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch"), public_id=session_id
    )
    if not request.user.has_perm("courses.run_batch", session.batch):
        raise PermissionDenied
    return session


def _run_group(request: SignedInRequest, group_id: UUID) -> SessionGroup:
    group = get_object_or_404(
        SessionGroup.objects.visible_to(request.user).select_related("session__batch"),
        public_id=group_id,
    )
    if not request.user.has_perm("courses.run_batch", group.session.batch):
        raise PermissionDenied
    return group
