"""Who came to a session: roster, sheet to print."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.models import User
from academy.people.requests import SignedInRequest
from academy.web.kept.drawn import drawn
from academy.web.shell.parts import place
from courses.acts.client import client_of
from courses.attendance import queries
from courses.attendance.actions import contested
from courses.attendance.actions import ledger as attendance_actions
from courses.attendance.queries import Line, groups
from courses.attendance.rules import joins_online
from courses.attendance.views import grouping
from courses.models import (
    AttendanceSource,
    AttendanceStatus,
    Enrollment,
    Session,
)


@worker_required
def roster(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Note attendance: of everybody, or for a companion of their own santri."""
    session = _session(request.user, session_id)
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
        "shows_code": session.cancelled_at is None and not session.is_over,
        "lacks_reason": request.method == "POST",
        "may_join": joins_online(request.user, session),
        **_for_who_runs(request.user, session),
        **_listed(request, session, people),
    }
    return render(request, "courses/attendance/roster.html", context)


def _session(user: User, session_id: UUID) -> Session:
    # Who coordinates is asked for three answers.
    leaders = Prefetch("batch__coordinators", User.objects.only("pk"))
    visible = Session.objects.visible_to(user).select_related("batch", "trainer")
    return get_object_or_404(visible.prefetch_related(leaders), public_id=session_id)


def _for_who_runs(user: User, session: Session) -> dict[str, Any]:
    """Return what only those read who run the batch or note the whole session."""
    runs_batch = user.has_perm("courses.run_batch", session.batch)
    says_why = not user.has_perm("courses.note_session", session)
    found: dict[str, Any] = {"runs_batch": runs_batch, "says_why": says_why}
    if runs_batch:
        found["contested"] = queries.contested(session)
    if session.trainer is not None and not says_why:
        led = queries.trainer_noted(session)
        page = led.page if led else None
        found |= {"led": led, "led_evidence": _evidence(page.code if page else "")}
    return found


def _listed(
    request: SignedInRequest,
    session: Session,
    people: QuerySet[Enrollment],
) -> dict[str, Any]:
    """Return the list, or why nobody is noted now."""
    # As texts: each row would translate them for itself.
    statuses = tuple((value, str(label)) for value, label in AttendanceStatus.choices)
    if (refusal := attendance_actions.refusal_of(session)) is not None:
        # A page full of buttons would promise what is refused when it is saved.
        return {"why_not": refusal.message, "statuses": statuses}
    lines = queries.roster(session, people)
    sources = {value: str(label) for value, label in AttendanceSource.choices}
    letters = queries.letter_counts(session)
    names = groups.names_in(session)
    drawn_rows = "".join(
        _row(
            line, session, request, statuses, sources,
            letter_count=letters.get(line.seat_id, 0), group=names.get(line.seat_id, ""),
        )
        for line in lines
    )  # fmt: skip
    return {
        # In one piece: a loop of the template costs as much as the rows themselves.
        "rows": mark_safe(drawn_rows),
        "statuses": statuses,
        "undecided": [line.full_name for line in lines if line.is_undecided],
    }


def _row(
    line: Line,
    session: Session,
    request: SignedInRequest,
    statuses: tuple[Any, ...],
    sources: dict[str, str],
    *,
    letter_count: int,
    group: str,
) -> SafeString:
    return drawn(
        "courses/attendance/_roster_row.html",
        id=line.seat_id,
        name=line.full_name,
        pesantren=line.pesantren,
        group=group,
        is_reader=line.user_id == request.user.pk,
        statuses=statuses,
        noted=line.status,
        # What was marked before the reason was asked for.
        marked=request.POST.get(f"status_{line.seat_id}") or line.status,
        noted_label=dict(statuses).get(line.status, ""),
        noted_by=line.noted_by,
        source=sources.get(line.source, ""),
        noted_at=line.noted_at,
        says_at=line.checked_in_at if line.says_otherwise else None,
        is_elsewhen=line.is_elsewhen,
        by_handset=line.by_handset,
        far=line.far / 1000,
        evidence=_evidence(line.page_code),
        letters=_letters(session, line) if letter_count or line.is_away else "",
        letter_count=letter_count,
    )


def _letters(session: Session, line: Line) -> str:
    return reverse("courses:letters", args=[session.public_id, line.seat_id])


def _evidence(page_code: str) -> str:
    """Return where the paper is looked at from which something was noted; "" without one."""
    return reverse(place("paper_page"), args=[page_code]) if page_code else ""


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
