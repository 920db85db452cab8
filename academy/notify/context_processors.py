"""How many notices wait, counted only by a page that shows it."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from academy.notify.models import Notice


def notices(request: HttpRequest) -> dict[str, object]:
    """Return `unread_notices`, a number; the query runs where a template uses it."""
    user = getattr(request, "user", None)
    if user is None:
        return {"unread_notices": 0}
    return {
        "unread_notices": SimpleLazyObject(lambda: Notice.objects.visible_to(user).unread().count())
    }
