"""What a handset keeps of a code that was scanned: a ticket, for who still has to sign in.

Opening the address in the QR code while it is valid gives the browser's session a ticket for this
one session of the batch. It is good for ten minutes, so that a sign-in in between (and choosing
an own PIN, the first time) does not lose it, and names no person: nobody is signed in or noted
by it.

What an attacker gains: who gets the address from a friend in the hall and opens it within the
minute may then take ten more to sign in and tap. That person could have tapped within the minute
as well, being signed in; nobody gets a ticket who could not have checked in at that moment. It
cannot be sent on: it lies in the session on the server (the browser has the number of that alone,
which nobody gives away with the own account), and signing out, or in as somebody else, ends it.
So who lends the handset to a friend far away scans again for each, and all of them are shown
together on the roster.
"""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from courses.models import Session

TICKET_LASTS = dt.timedelta(minutes=10)
_NAME = "check_in"


def give_ticket(request: HttpRequest, session: Session) -> None:
    """Let the handset check in to `session` for `TICKET_LASTS`; older tickets are forgotten."""
    request.session[_NAME] = _valid(request) | {str(session.public_id): timezone.now().timestamp()}


def has_ticket(request: HttpRequest, session: Session) -> bool:
    """Say whether the code of `session` was scanned on this handset, and lately enough."""
    return str(session.public_id) in _valid(request)


def _valid(request: HttpRequest) -> dict[str, float]:
    since = (timezone.now() - TICKET_LASTS).timestamp()
    kept: dict[str, float] = request.session.get(_NAME, {})
    return {session: at for session, at in kept.items() if at > since}
