"""The code of a session on a screen, and how participants check in with it."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from academy.core.errors import Refused
from academy.people.entrance.devices import handset_of
from academy.people.guards import participant_required, worker_required
from academy.people.requests import SignedInRequest, is_by_htmx
from academy.web.edge.permissions import may_locate
from academy.web.forms.refusals import put_on
from academy.web.qr import qr_drawing
from courses.acts.client import client_of
from courses.attendance import access, queries
from courses.attendance.actions import checking_in
from courses.attendance.actions.ledger import SessionCalledOff
from courses.attendance.forms import CheckInForm
from courses.attendance.queries import groups
from courses.attendance.rules import codes, distance
from courses.models import Enrollment, Session


class ScannedTooLongAgo(Refused):
    message = _(
        "The code was scanned more than ten minutes ago. Scan the one that is on the screen now, "
        "or type its six digits."
    )


NO_SEAT = _(
    "This code is of a session of a batch in which you have no seat. Your own sessions are in your "
    "schedule."
)


@worker_required
@never_cache
@require_GET
def code_screen(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Show the code to a hall, for those who may note who came."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch"), public_id=session_id
    )
    if not queries.shows_code(request.user, session):
        raise PermissionDenied
    now = timezone.now()
    context = {"session": session, "count": queries.checked_in_count(session)}
    if session.has_groups:
        context["groups"] = groups.groups_of(session)
    context["seconds"] = codes.seconds_left(now)
    if session.takes_check_ins:
        step = codes.step_at(now)
        digits = codes.digits_of(session.public_id, step)
        context["digits"] = f"{digits[:3]} {digits[3:]}"
        context["drawing"] = qr_drawing(_address(session, step))
    elif session.cancelled_at is not None:
        context["called_off"] = SessionCalledOff.message
    part = "#code" if is_by_htmx(request) else ""
    return render(request, f"courses/attendance/code_screen.html{part}", context)


def _address(session: Session, step: int) -> str:
    key = codes.key_of(session.public_id, step)
    place = reverse("courses:check_in_scanned", args=[session.public_id, key])
    return f"{settings.BASE_URL}{place}"


@never_cache
@require_GET
def scanned(request: HttpRequest, session_id: UUID, key: str) -> HttpResponseBase:
    """Keep on the handset that the code was scanned in time; then ask, once somebody signed in.

    A link that is looked at (by a chat, by a browser in advance) notes nobody.
    """
    session = get_object_or_404(Session, public_id=session_id)
    is_valid = codes.is_key(key, session.public_id, timezone.now())
    if is_valid and session.takes_check_ins:
        access.give_ticket(request, session)
    return _after_scan(request, session)


@participant_required
@may_locate
def _after_scan(request: SignedInRequest, session: Session) -> HttpResponse:
    return _page(request, _seat_at(request, session), session, CheckInForm(), was_scanned=True)


@participant_required
@may_locate
@never_cache
def check_in(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Ask for one tap of who has scanned the code, and of others for its digits."""
    session = get_object_or_404(Session.objects.select_related("batch"), public_id=session_id)
    seat = _seat_at(request, session)
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_done(request, seat, session, form):
        return redirect("courses:check_in", session.public_id)
    return _page(request, seat, session, form)


def _seat_at(request: SignedInRequest, session: Session) -> Enrollment:
    seat = queries.seat_at(request.user, session)
    if seat is None:
        raise PermissionDenied(str(NO_SEAT))
    return seat


def _is_done(
    request: SignedInRequest, seat: Enrollment, session: Session, form: CheckInForm
) -> bool:
    """Check in with what was posted. False where the form says why not."""
    client = client_of(request.POST)
    sent = checking_in.Sent(
        seat, session, client.client_id, client.happened_at,
        handset=handset_of(request, str(session.public_id)),
        distance=_distance(request, seat, session),
    )  # fmt: skip
    is_typed = "code" in request.POST
    if is_typed and not form.is_valid():
        return False
    try:
        if is_typed:
            checking_in.by_digits(sent, digits=form.cleaned_data["code"])
        elif access.has_ticket(request, session):
            checking_in.check_in(sent)
        else:
            raise ScannedTooLongAgo
    except Refused as refusal:
        put_on(form, refusal)
        return False
    return True


def _distance(request: SignedInRequest, seat: Enrollment, session: Session) -> int | None:
    """Return how far from the hall the handset says it is, None where nobody knows or says.

    Where it is is kept nowhere.
    """
    hall = distance.spot_of(_held_for(seat, session).map_url)
    parts = (request.POST.get(name, "") for name in ("latitude", "longitude", "accuracy"))
    handset = distance.told(*parts)
    return None if hall is None or handset is None else distance.at_least(hall, handset)


def _held_for(seat: Enrollment, session: Session) -> Session:
    """Return `session` in the hall of this person's group."""
    return groups.in_hall(session, groups.own_places([seat.pk], [session]).get(session.pk))


def _page(
    request: SignedInRequest,
    seat: Enrollment,
    session: Session,
    form: CheckInForm,
    *,
    was_scanned: bool = False,
) -> HttpResponse:
    refusal = checking_in.refusal_of(seat, session)
    noted = queries.noted_of(seat, session)
    has_ticket = access.has_ticket(request, session)
    place = groups.own_places([seat.pk], [session]).get(session.pk)
    held = groups.in_hall(session, place)
    context = {
        "session": held,
        "asks_where": distance.spot_of(held.map_url) is not None,
        "group": place.group.name if place else "",
        "batch": seat.batch,
        "form": form,
        "noted": noted,
        "is_in": noted is not None and queries.is_in(noted, session),
        "why_not": refusal.message if refusal else "",
        "has_ticket": has_ticket and not form.is_bound,
        "scanned_too_late": was_scanned and not has_ticket,
        "elsewhere": queries.own_running(request.user, besides=session) if refusal else None,
    }
    return render(request, "courses/attendance/check_in.html", context)
