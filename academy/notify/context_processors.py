"""How many notices wait, counted only by a page that shows it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from academy.notify.models import Notice


def notices(request: HttpRequest) -> dict[str, object]:
    """Return `notices_url` and `unread_notices`, a number that is counted where it is used."""
    user = getattr(request, "user", None)
    if user is None:
        return {"unread_notices": 0, "notices_url": reverse("notify:list")}
    return {
        "notices_url": reverse("notify:list"),
        "unread_notices": SimpleLazyObject(
            lambda: Notice.objects.visible_to(user).unread().count()
        ),
    }
