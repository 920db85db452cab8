"""How long somebody stays signed in: short on shared handsets, longer at a desk.

The cookie ends with the browser; the server ends the session after idleness. Only who
asks to be remembered stays signed in beyond that.
"""

import time

from django.contrib.auth import login, logout
from django.http import HttpRequest

from academy.people import accesses
from academy.people.models import AccessKind, User

BACKEND = "academy.people.entrance.backends.SignInBackend"
PARTICIPANT_IDLE_SECONDS = 30 * 60
WORKER_IDLE_SECONDS = 8 * 3600
REMEMBERED_SECONDS = 14 * 24 * 3600
# How exact the time of the last request is kept: a write per page would be too many.
SEEN_STEP_SECONDS = 60
_IDLE, _SEEN, _REMEMBER = "idle_seconds", "seen_at", "remember_me"


def wants_remembering(request: HttpRequest, wanted: bool) -> None:
    """Keep the wish until the sign-in is complete (a second factor may come between)."""
    request.session[_REMEMBER] = wanted


def begin(request: HttpRequest, user: User) -> None:
    """Set how long the session of `user`, who has just signed in, may stand idle.

    Every way in leads through here, and is recorded.
    """
    accesses.record(AccessKind.SIGNED_IN, by=user, about=user)
    remembered = request.session.pop(_REMEMBER, False)
    if remembered:
        request.session.set_expiry(REMEMBERED_SECONDS)
        return
    request.session[_IDLE] = WORKER_IDLE_SECONDS if user.works_here else PARTICIPANT_IDLE_SECONDS
    request.session[_SEEN] = int(time.time())


def sign_in(request: HttpRequest, user: User) -> None:
    """Sign in `user`, whose account the visitor has just made (the first step of applying)."""
    login(request, user, backend=BACKEND)
    begin(request, user)


def end_if_idle(request: HttpRequest) -> bool:
    """Sign the visitor out after too long a silence, and say whether it was so.

    Otherwise note that they are here, at most once a minute.
    """
    idle = request.session.get(_IDLE)
    if idle is None:
        return False
    now = int(time.time())
    silence = now - request.session.get(_SEEN, 0)
    if silence > idle:
        logout(request)
        return True
    if silence >= SEEN_STEP_SECONDS:
        request.session[_SEEN] = now
    return False
