"""Lists do not lie about: old drafts go, and of taken ones what they said of people."""

import datetime as dt
from contextlib import suppress

from django.utils import timezone

from courses.intake.actions.drafts import delete_draft
from courses.intake.actions.errors import IsTaken, NotDraft
from courses.models import IntakeList, IntakeRow
from courses.models.seats.intake import UNTAKEN

DRAFT_KEPT = dt.timedelta(days=14)
ROWS_KEPT = dt.timedelta(days=30)


def forget_old() -> int:
    """Delete drafts that nobody has touched for two weeks, and files and rows of lists that
    were taken in a month ago; return how many lists."""
    now = timezone.now()
    old = IntakeList.objects.filter(state__in=UNTAKEN, touched_at__lt=now - DRAFT_KEPT)
    count = 0
    for draft in old:
        with suppress(IsTaken, NotDraft):
            delete_draft(listing=draft, by=None)
            count += 1
    taken = IntakeList.objects.exclude(state__in=UNTAKEN).exclude(file="")
    for listing in taken.filter(confirmed_at__lt=now - ROWS_KEPT):
        IntakeRow.objects.filter(listing=listing).delete()
        name = str(listing.file.name)
        IntakeList.objects.filter(pk=listing.pk).update(file="")
        listing.file.storage.delete(name)
        count += 1
    return count
