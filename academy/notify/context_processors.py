"""How many notices wait, counted only by a page that shows it."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from academy.core.statements import Statement
from academy.notify.models import Notice
from academy.people.models import Reader
from academy.web.shell import menus


def notices(request: HttpRequest) -> dict[str, object]:
    """Return `notices_url` and `unread_notices`, a number that is counted where it is used."""
    user = getattr(request, "user", None)
    if user is None:
        return {"unread_notices": 0, "notices_url": menus.path_of("notify:list")}
    return {
        "notices_url": menus.path_of("notify:list"),
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
    }


def unread_count(user: Reader) -> int:
    """Return how many of the notices that `user` may see wait."""
    counted = _UNREAD.rows(user.pk) if user.is_authenticated else []
    return sum(count for (count,) in counted)


def _unread(user: int) -> QuerySet[Notice, Any]:
    own = Notice.objects.filter(user=user).unread().order_by()
    return own.values("user").annotate(count=Count("pk")).values_list("count")


_UNREAD = Statement(_unread, int)
