"""The calendar that a phone subscribes to: its address, another one, and what it reads."""

from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from academy.people.entrance import calendar_keys
from academy.people.guards import lacks_second_factor, sign_in_required
from academy.people.models import User
from academy.people.requests import SignedInRequest
from academy.web.edge.open_views import open_to_all
from courses.calendar import ics, queries
from courses.calendar.addresses import addresses_of


@sign_in_required
@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    context = {"calendar": addresses_of(request.user)}
    return render(request, "courses/calendar/calendar.html", context)


@sign_in_required
@require_POST
def calendar_renew(request: SignedInRequest) -> HttpResponse:
    """End the address that was shown, and show another one."""
    calendar_keys.renew(user=request.user, shown=request.POST.get("shown", ""))
    messages.success(
        request,
        gettext("The old address has ended. Subscribe on your phone with the new one."),
    )
    return redirect("courses:calendar")


@open_to_all
@require_safe
def calendar_feed(request: HttpRequest, owner_id: UUID, key: str) -> HttpResponseBase:
    """Give who has the key what the owner's pages show; calendars bring no cookie."""
    owner = calendar_keys.owner_of(owner_id, key)
    if owner is None:
        raise Http404
    content = _content(owner)
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response = HttpResponse(
        content,
        content_type=ics.CONTENT_TYPE,
        headers={
            "ETag": etag,
            # Kept by the phone alone, which asks each time whether it is still so.
            "Cache-Control": "private, no-cache",
            "X-Robots-Tag": "noindex",
            "Content-Disposition": 'attachment; filename="jadwal-opop-academy.ics"',
        },
    )
    return get_conditional_response(request, etag=etag, response=response) or response


def _content(owner: User) -> bytes:
    # What asks for a second step of sign-in is no part of it before there is one.
    at_work = owner.works_here and not lacks_second_factor(owner)
    with override(owner.language):
        return ics.written(queries.agenda_of(owner, at_work=at_work))
