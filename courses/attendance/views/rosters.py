"""Who came to a session: roster, sheet to print, what companions ask."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.models import User
from academy.people.requests import SignedInRequest
from academy.web.kept.drawn import drawn
from courses.acts.client import client_of
from courses.attendance import queries
from courses.attendance.actions import contested, requests
from courses.attendance.actions import ledger as attendance_actions
from courses.attendance.queries import Line, groups
from courses.attendance.rules import joins_online
from courses.attendance.views import grouping
from courses.models import (
    AttendanceRequest,
    AttendanceSource,
    AttendanceStatus,
    Enrollment,
    Session,
)


@worker_required
def roster(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Note attendance: of everybody, or for a companion of their own santri."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch"), public_id=session_id
    )
    people = _people(request.user, session)
    part = grouping.part_of(request, session)
    if part.group is not None:
        people = people.filter(group_places__group=part.group)
    if request.method == "POST" and request.headers.get("X-Part") == "roster":
        return _received(request, session, people)
    if request.method == "POST" and _is_answered(request, session, people):
        return redirect(request.get_full_path())
    context: dict[str, Any] = {
        "session": groups.in_group(session, part.group),
        "part": part,
        "batch": session.batch,
        "runs_batch": request.user.has_perm("courses.run_batch", session.batch),
        "shows_code": session.cancelled_at is None and not session.is_over,
        # As texts: each row would translate them for itself.
        "statuses": tuple((value, str(label)) for value, label in AttendanceStatus.choices),
        "lacks_reason": request.method == "POST",
        "may_join": joins_online(request.user, session),
    }
    if context["runs_batch"]:
        context["contested"] = queries.contested(session)
    else:
        context["says_why"] = not request.user.has_perm("courses.note_session", session)
    context |= _listed(request, session, people, context["statuses"])
    return render(request, "courses/attendance/roster.html", context)


def _listed(
    request: SignedInRequest,
    session: Session,
    people: QuerySet[Enrollment],
    statuses: tuple[Any, ...],
) -> dict[str, Any]:
    """Return the list, or why nobody is noted now."""
    if (refusal := attendance_actions.refusal_of(session)) is not None:
        # A page full of buttons would promise what is refused when it is saved.
        return {"why_not": refusal.message}
    lines = queries.roster(session, people)
    names = groups.names_in(session)
    return {
        "rows": [_row(line, statuses, request, names) for line in lines],
        "undecided": [line.person.user.full_name for line in lines if line.is_undecided],
    }


def _row(
    line: Line, statuses: tuple[Any, ...], request: SignedInRequest, groups_of: dict[int, str]
) -> SafeString:
    person, noted = line.person, line.noted
    by = noted.noted_by if noted else None
    return drawn(
        "courses/attendance/_roster_row.html",
        id=person.public_id,
        name=person.user.full_name,
        pesantren=person.pesantren.name if person.pesantren else "",
        group=groups_of.get(person.pk, ""),
        is_reader=person.user_id == request.user.pk,
        statuses=statuses,
        noted=noted.status if noted else "",
        # What was marked before the reason was asked for.
        marked=request.POST.get(f"status_{person.public_id}") or (noted.status if noted else ""),
        noted_label=dict(statuses)[noted.status] if noted else "",
        noted_by=by.full_name if by else "",
        source=str(AttendanceSource(noted.source).label) if noted else "",
        noted_at=noted.noted_at if noted else None,
        says_at=noted.checked_in_at if noted and line.says_otherwise else None,
        is_elsewhen=line.is_elsewhen,
        by_handset=line.by_handset,
        far=line.far / 1000,
    )


def _people(user: User, session: Session) -> QuerySet[Enrollment]:
    """Return whom `user` may note at `session`; refuse those who may note nobody."""
    people = Enrollment.objects.seated().filter(batch=session.batch)
    if user.has_perm("courses.note_session", session):
        return people
    if not user.is_companion:
        raise PermissionDenied
    return people.filter(pesantren__in=user.companion_of)


def _is_answered(request: SignedInRequest, session: Session, people: QuerySet[Enrollment]) -> bool:
    """Note what was sent. False where it comes back as it was marked, for want of a reason."""
    try:
        _note(request, session, people)
    except contested.WhyMissing as refusal:
        messages.warning(request, str(refusal.message))
        return False
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    return True


def _received(
    request: SignedInRequest, session: Session, people: QuerySet[Enrollment]
) -> HttpResponse:
    """Note what a script sent, and say that it has come: only then it keeps it no more.

    What there is to say stands on the page that it then loads.
    """
    client_id = client_of(request.POST).client_id
    try:
        _note(request, session, people, client_id)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal.message)}, status=409)
    return JsonResponse({"received": str(client_id)})


def _note(
    request: SignedInRequest,
    session: Session,
    people: QuerySet[Enrollment],
    client_id: UUID | None = None,
) -> None:
    """Note what was sent, and say what came of it. Raises what `ledger.note` raises."""
    by_public_id = {str(public_id): pk for public_id, pk in people.values_list("public_id", "pk")}
    statuses, shown = (
        {
            pk: request.POST[f"{part}_{public_id}"]
            for public_id, pk in by_public_id.items()
            if f"{part}_{public_id}" in request.POST
        }
        for part in ("status", "shown")
    )
    whole = request.user.has_perm("courses.note_session", session)
    source = AttendanceSource.ROSTER if whole else AttendanceSource.COMPANION
    noted = attendance_actions.note(
        session=session,
        statuses=statuses,
        shown=shown,
        by=request.user,
        source=source,
        reason=request.POST.get("reason", "")[:500],
        client_id=client_id,
    )
    text = ngettext("%(count)s entry changed.", "%(count)s entries changed.", noted.count)
    messages.success(request, gettext("Attendance is saved.") + " " + text % {"count": noted.count})
    _tell(request, noted)


def _tell(request: SignedInRequest, noted: attendance_actions.Noted) -> None:
    if noted.clashes:
        text = gettext(
            "Somebody else has noted these people meanwhile, and that stands: %(names)s. Look "
            "at them below; what you note now counts."
        )
        messages.warning(request, text % {"names": _names(noted.clashes)})
    if noted.asked_count:
        text = ngettext(
            "%(count)s change was noted long ago: those who run the batch decide it.",
            "%(count)s changes were noted long ago: those who run the batch decide them.",
            noted.asked_count,
        )
        messages.info(request, text % {"count": noted.asked_count})
    if noted.left:
        text = gettext(
            "What others have noted about these people is not emptied here: %(names)s. Choose "
            "what is right and write why, or ask those who run the batch."
        )
        messages.warning(request, text % {"names": _names(noted.left)})
    if noted.fallen:
        text = gettext(
            "These people had met the rule and no longer do, so they have not passed any more: "
            "%(names)s. If that was a slip, note it as it was: the day they passed comes back."
        )
        messages.warning(request, text % {"names": _names(noted.fallen)})


def _names(people: Sequence[Enrollment]) -> str:
    return ", ".join(person.user.full_name for person in people)


@worker_required
def roster_sheet(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """The sign-in sheet for the hall, with room for signatures."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch__program", "trainer"),
        public_id=session_id,
    )
    rows = queries.roster(session, _people(request.user, session))
    return render(
        request, "courses/attendance/roster_sheet.html", {"session": session, "rows": rows}
    )


@worker_required
@require_POST
def attendance_decide(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Accept or decline what a companion asks to change."""
    found = get_object_or_404(
        AttendanceRequest.objects.visible_to(request.user).select_related("session__batch"),
        public_id=request_id,
    )
    if not request.user.has_perm("courses.run_batch", found.session.batch):
        raise PermissionDenied
    accept = request.POST.get("decision") == "accept"
    try:
        requests.decide(request=found, accept=accept, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, gettext("Decided. The companion is told."))
    return redirect("courses:roster", found.session.public_id)
