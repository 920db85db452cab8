"""A copy of all that is stored about a person (the right of access, UU 27/2022).

Each app gives its own part: a module `copies.py` with functions marked `@section`,
which the people app loads at the start. So people need not know who else keeps data.
"""

import json
from collections.abc import Callable, Mapping, Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from academy.people.models import Access, User

type Part = Callable[[User], object]
type Rows = Sequence[Mapping[str, object]]
_SECTIONS: dict[str, Part] = {}


def section(name: str) -> Callable[[Part], Part]:
    """Let the decorated function, given the person, return the part `name` of the copy."""

    def register(part: Part) -> Part:
        _SECTIONS[name] = part
        return part

    return register


def as_json(user: User) -> str:
    """Return the whole copy as indented JSON, times in ISO 8601."""
    parts = {name: part(user) for name, part in sorted(_SECTIONS.items())}
    return json.dumps(
        {"made_at": timezone.now(), **parts}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )


@section("profile")
def profile(user: User) -> dict[str, object]:
    names = (
        "username", "full_name", "title", "arabic_name", "certificate_name", "gender", "birth_on",
        "phone", "email", "language", "joined_at", "last_login",
    )  # fmt: skip
    return {name: getattr(user, name) for name in names}


@section("roles")
def roles(user: User) -> Rows:
    return list(user.role_grants.order_by("pk").values("role", "granted_at"))


@section("memberships")
def memberships(user: User) -> Rows:
    return list(
        user.memberships.order_by("pk").values(
            "pesantren__name", "pesantren__nspp", "role", "started_on", "ended_on"
        )
    )


@section("consents")
def consents(user: User) -> Rows:
    return list(
        user.consents.order_by("pk").values(
            "notice__version", "giver", "giver_name", "given_at", "withdrawn_at"
        )
    )


@section("accesses")
def accesses(user: User) -> Rows:
    """The sign-ins, and what others opened; from where, for what the person did."""
    own = Access.objects.filter(about=user) | Access.objects.filter(who=user, about=None)
    return [
        {
            "at": row.at,
            "kind": row.kind,
            "role": row.role,
            "by_myself": row.who_id == user.pk,
            "address": row.address if row.who_id == user.pk else "",
        }
        for row in own.order_by("pk")
    ]
