"""Live meetings of a batch: list, form, calling off."""

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
from courses.attendance import queries
from courses.attendance.actions import sessions as actions
from courses.attendance.forms import SessionForm
from courses.attendance.queries import planned
from courses.models import Batch, Session


@worker_required
def sessions(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    batch = get_object_or_404(Batch.objects.visible_to(request.user), public_id=batch_id)
    months = planned.by_month(batch, request.user)
    count = sum(len(month.planned) for month in months)
    context = {"batch": batch, "months": months, "count": count}
    return render(request, "courses/attendance/sessions.html", context)


@worker_required
def session_new(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    batch = get_object_or_404(Batch.objects.visible_to(request.user), public_id=batch_id)
    if not request.user.has_perm("courses.run_batch", batch):
        raise PermissionDenied
    session = Session(batch=batch, mode=batch.mode, place=batch.place)
    form = SessionForm(request.POST or None, instance=copy(session))
    made = make_once(
        request,
        form,
        kind=ActKind.NEW_SESSION,
        model=Session,
        make=lambda: actions.save_session(session=session, by=request.user, **form.changes()),
    )
    return _page(request, session, form) if made is None else _saved(request, made)


@worker_required
def session_edit(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = _run_session(request, session_id)
    form = SessionForm(request.POST or None, instance=copy(session))
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        actions.save_session(session=session, by=request.user, **changes)
        if changes.keys() & {"starts_at", "ends_at"}:
            _say_checked_in(request, session)
        return _saved(request, session)
    return _page(request, session, form)


def _page(request: SignedInRequest, session: Session, form: SessionForm) -> HttpResponse:
    context = {"batch": session.batch, "session": session, "form": form}
    return render(request, "courses/attendance/session_form.html", context)


def _say_checked_in(request: SignedInRequest, session: Session) -> None:
    """Say of a session that has moved what becomes of those who checked in before."""
    count = queries.checked_in_count(session)
    if not count:
        return
    text = ngettext(
        "%(count)d person had checked in before the session was moved. That is kept; the roster "
        "says so beside the name.",
        "%(count)d people had checked in before the session was moved. That is kept; the roster "
        "says so beside their names.",
        count,
    )
    messages.warning(request, text % {"count": count})


def _saved(request: SignedInRequest, session: Session) -> HttpResponse:
    messages.success(request, gettext("The session is saved."))
    return redirect("courses:sessions", session.batch.public_id)


def _run_session(request: SignedInRequest, session_id: UUID) -> Session:
    """Return the session for those who run its batch."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch"), public_id=session_id
    )
    if not request.user.has_perm("courses.run_batch", session.batch):
        raise PermissionDenied
    return session


@worker_required
def session_call_off(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = _run_session(request, session_id)
    if request.method != "POST":
        return render(request, "courses/attendance/session_call_off.html", {"session": session})
    try:
        actions.call_off(session=session, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, gettext("The session is called off. You can take that back."))
    return redirect("courses:sessions", session.batch.public_id)


@worker_required
@require_POST
def session_restore(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = _run_session(request, session_id)
    actions.restore(session=session, by=request.user)
    messages.success(request, gettext("The session takes place again."))
    return redirect("courses:sessions", session.batch.public_id)
