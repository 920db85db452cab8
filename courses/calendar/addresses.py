"""Under which addresses somebody's calendar is found."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from academy.people.entrance import calendar_keys
from academy.people.models import User


@dataclass(frozen=True, slots=True)
class Addresses:
    """`subscribe` is opened by the calendar on a phone, `file` by a browser; both by the key."""

    key: str
    file: str
    subscribe: str


def addresses_of(user: User) -> Addresses:
    key = calendar_keys.key_of(user)
    path = reverse("courses:calendar_feed", args=[user.public_id, key])
    file = f"{settings.BASE_URL}{path}"
    return Addresses(key, file, f"webcal://{file.partition('://')[2]}")
