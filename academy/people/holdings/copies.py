"""A copy of all that is stored about a person (the right of access, UU 27/2022).

Each app gives its own part: a module `copies.py` with functions marked `@section`,
which the people app loads at the start. So people need not know who else keeps data.
The copy is made twice: as JSON for programs, and as a page to read (`consent.readable`).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import Access, Consent, Membership, RoleGrant, User

type Rows = Sequence[Mapping[str, object]]
type Part = Callable[[User], Rows]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the copy: its heading, and the model whose fields name what stands in a row.

    `labels` names what is no field of it. `file` is where the file of a row can be fetched.
    """

    name: str
    label: str | Promise
    model: type[models.Model]
    part: Part
    labels: Mapping[str, str | Promise]
    file: Callable[[Mapping[str, object]], str] | None

    def rows(self, accounts: Sequence[User]) -> Rows:
        """Return what this part holds of a person with these accounts (`accounts_of`)."""
        return [row for account in accounts for row in self.part(account)]


_SECTIONS: dict[str, Section] = {}


def section(
    name: str,
    label: str | Promise,
    model: type[models.Model],
    *,
    labels: Mapping[str, str | Promise] | None = None,
    file: Callable[[Mapping[str, object]], str] | None = None,
) -> Callable[[Part], Part]:
    """Let the decorated function, given the person, return the part `name` of the copy."""

    def register(part: Part) -> Part:
        _SECTIONS[name] = Section(name, label, model, part, labels or {}, file)
        return part

    return register


def sections() -> list[Section]:
    """Return all parts in the order of the apps: who one is comes first."""
    return list(_SECTIONS.values())


def accounts_of(user: User) -> list[User]:
    """Return the accounts of one person: `user`, and those that were merged into it."""
    return [user, *user.merged_accounts.order_by("pk")]


def as_json(user: User) -> str:
    """Return the whole copy as indented JSON, times in ISO 8601."""
    accounts = accounts_of(user)
    parts = {one.name: one.rows(accounts) for one in sections()}
    return json.dumps(
        {"made_at": timezone.now(), **parts}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )


@section("profile", _("Who you are"), User)
def profile(user: User) -> Rows:
    names = (
        "username", "full_name", "title", "arabic_name", "certificate_name", "gender", "birth_on",
        "phone", "email", "language", "joined_at", "last_login",
    )  # fmt: skip
    return [{name: getattr(user, name) for name in names}]


@section("roles", _("Roles"), RoleGrant)
def roles(user: User) -> Rows:
    return list(user.role_grants.order_by("pk").values("role", "granted_at"))


@section("memberships", _("Pesantren"), Membership)
def memberships(user: User) -> Rows:
    return list(
        user.memberships.order_by("pk").values(
            "pesantren__name", "pesantren__nspp", "role", "started_on", "ended_on"
        )
    )


@section("consents", _("Consents"), Consent)
def consents(user: User) -> Rows:
    return list(
        user.consents.order_by("pk").values(
            "notice__version", "giver", "giver_name", "given_at", "withdrawn_at"
        )
    )


@section(
    "accesses",
    _("Sign-ins, and who opened your data"),
    Access,
    labels={"by_myself": _("by yourself")},
)
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
