"""Where the work of a person begins, said by the apps that have such places."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from academy.people.models import User


@dataclass(frozen=True, slots=True)
class _Home:
    position: int
    url_name: str
    is_of: Callable[[User], bool]


_HOMES: list[_Home] = []


def add(url_name: str, is_of: Callable[[User], bool], *, position: int) -> None:
    """Let people for whom `is_of` is true begin at `url_name`; the lowest position wins."""
    _HOMES.append(_Home(position, url_name, is_of))
    _HOMES.sort(key=lambda home: home.position)


def home_of(user: User) -> str:
    """Return the address where the work of `user` begins."""
    return next(reverse(home.url_name) for home in _HOMES if home.is_of(user))
