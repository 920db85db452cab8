"""One person among all whom somebody works with: by name, user name, phone or e-mail."""

from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q

from academy.core.text.typed import clean_typed
from academy.people.models import User
from academy.people.particulars.names import matching
from courses.models import Application, Enrollment

# Whoever sees as many types another letter.
SHOWN = 25


def people(reader: User, typed: str) -> list[Enrollment | Application]:
    """Return the seats that `reader` may see of those whom `typed` means, then applications
    that led to none; the newest first, in two queries however many there are."""
    text = clean_typed(typed)
    if len(text) < 2:
        return []
    meant = matching(text, "user__", by_contact=True) | _by_a_merged_account(text)
    related = ("user", "batch__program", "pesantren")
    seats: Any = Enrollment.objects.visible_to(reader).filter(meant).select_related(*related)
    seat = Enrollment.objects.filter(user=OuterRef("user"), batch=OuterRef("batch"))
    asked: Any = (
        Application.objects.visible_to(reader)
        .sent()
        .filter(meant)
        .exclude(Exists(seat))
        .select_related(*related)
    )
    return list(chain(seats.order_by("-pk")[:SHOWN], asked.order_by("-pk")[:SHOWN]))


def _by_a_merged_account(text: str) -> Q:
    """People of whom another account, by this user name, was merged into theirs."""
    closed = User.objects.filter(merged_into__isnull=False, username__startswith=text.lower())
    return Q(user__in=closed.values("merged_into"))
