"""What the server put into a participant's form, and what the device added."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_datetime


class Client(NamedTuple):
    """The id of one act, and when it happened on the device (None where it did not say)."""

    client_id: uuid.UUID
    happened_at: dt.datetime | None


def client_of(data: Mapping[str, str]) -> Client:
    """Read both from a posted form; nonsense counts as absent, and an id is made then."""
    try:
        client_id = uuid.UUID(data.get("client_id", ""))
    except ValueError:
        client_id = uuid.uuid4()
    try:
        happened_at = parse_datetime(data.get("happened_at", ""))
    except ValueError:
        happened_at = None
    if happened_at is not None and timezone.is_naive(happened_at):
        happened_at = None
    return Client(client_id, happened_at)
