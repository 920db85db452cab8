"""A reason that was typed and not yet sent with a decision, kept in the session for its page."""

from django.http import HttpRequest

from courses.models import Application

KEY = "reasons_typed"
# As many as a person has open at a time; the oldest goes first.
MOST = 5
LONGEST = 500


def keep(request: HttpRequest, application: Application, reason: str) -> None:
    """Keep `reason` for the page of `application`; an empty one forgets it."""
    kept = request.session.get(KEY, {})
    known = kept.pop(str(application.public_id), "")
    if reason.strip():
        kept[str(application.public_id)] = reason[:LONGEST]
    elif not known:
        return
    request.session[KEY] = dict(list(kept.items())[-MOST:])


def typed(request: HttpRequest, application: Application) -> str:
    """Return what was typed for `application`, or nothing."""
    found: str = request.session.get(KEY, {}).get(str(application.public_id), "")
    return found
