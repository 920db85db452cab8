"""What the server put into a participant's form, and what the device added."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from academy.web.forms.once import id_of

# What a clock that runs at all can show; beyond it no database keeps the time.
YEARS = range(2000, 2100)


class Client(NamedTuple):
    """The id of one act, and when it happened on the device (None where it did not say)."""

    client_id: uuid.UUID
    happened_at: dt.datetime | None


def client_of(data: Mapping[str, str]) -> Client:
    """Read both from a posted form; nonsense counts as absent, and an id is made then."""
    return Client(id_of(data) or uuid.uuid4(), moment_of(data.get("happened_at", "")))


def moment_of(text: str) -> dt.datetime | None:
    """Return the moment that `text` of a form says, in UTC; None for nonsense."""
    try:
        moment = parse_datetime(text)
        if moment is None or timezone.is_naive(moment):
            return None
        moment = moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in YEARS else None
