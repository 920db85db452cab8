"""What becomes of all that points at an account when it is merged with another of the person.

Each app says so of its own models, in a module `merging.py` that the people app loads at the
start: people need not know who else keeps data. A test walks every relation to a person, and
fails for one that nobody has spoken of.

What the account was given or has done goes to the one that stays. The record of who did what
is not rewritten: it stays, and leads on by `User.merged_into`. What opens a door ends.
"""

from dataclasses import dataclass
from enum import StrEnum

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, UniqueConstraint

from academy.core.models import Act, AuditEntry, Job
from academy.people.models import (
    Access,
    Consent,
    EmailChange,
    KeptForm,
    Membership,
    PesantrenList,
    RoleGrant,
    User,
)


class Fate(StrEnum):
    """What happens to the rows of the account that ends."""

    GOES = "goes"
    STAYS = "stays"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Relation:
    """A field that points at a person."""

    model: type[Model]
    field: str
    fate: Fate

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    def of(self, user: User) -> QuerySet[Model]:
        return self.model._base_manager.filter(**{self.field: user})


_RELATIONS: dict[str, Relation] = {}


def goes(model: type[Model], *fields: str) -> None:
    """Let rows belong to the account that stays, but for those of which it has its own."""
    _register(model, fields, Fate.GOES)


def stays(model: type[Model], *fields: str) -> None:
    """Let rows say for ever which account it was."""
    _register(model, fields, Fate.STAYS)


def ends(model: type[Model], *fields: str) -> None:
    """Let rows be deleted: they open a door, or lead to one."""
    _register(model, fields, Fate.ENDS)


def _register(model: type[Model], fields: tuple[str, ...], fate: Fate) -> None:
    for field in fields:
        found = Relation(model, field, fate)
        _RELATIONS[found.name] = found


def names() -> set[str]:
    """Return all relations that somebody has spoken of, as `app.model.field`."""
    return set(_RELATIONS)


def move(*, gone: User, kept: User) -> dict[str, list[int]]:
    """Do with the rows of `gone` what their apps have said; return the keys of those that went.

    In the caller's transaction. What `kept` has of its own, by a rule that there is one only
    (the consent to one version, the notice of one event), stays where it is.
    """
    went: dict[str, list[int]] = {}
    for relation in _RELATIONS.values():
        if relation.fate == Fate.ENDS:
            relation.of(gone).delete()
        if relation.fate == Fate.GOES:
            rows = relation.of(gone).exclude(_twice(relation, kept))
            keys = sorted(rows.values_list("pk", flat=True))
            relation.model._base_manager.filter(pk__in=keys).update(**{relation.field: kept})
            if keys:
                went[relation.name] = keys
    return went


def _twice(relation: Relation, kept: User) -> Q:
    """Return the condition for rows that cannot belong to `kept`, who has one like them."""
    found = Q(pk__in=[])
    for rule in relation.model._meta.constraints:
        if not isinstance(rule, UniqueConstraint) or relation.field not in rule.fields:
            continue
        counts = rule.condition or Q()
        same = {name: OuterRef(name) for name in rule.fields if name != relation.field}
        found |= counts & Q(Exists(relation.of(kept).filter(counts, **same)))
    return found


goes(User, "merged_into")
goes(Act, "person")
stays(AuditEntry, "actor")
stays(Job, "created_by")
stays(Access, "who", "about")
goes(Consent, "user")
stays(Consent, "recorded_by")
ends(EmailChange, "user")
goes(KeptForm, "user")
goes(Membership, "user")
stays(PesantrenList, "created_by")
# Nobody with a role is merged; who had one before has given what was given.
stays(RoleGrant, "user", "granted_by")
stays(User.groups.through, "user")
stays(User.user_permissions.through, "user")
ends(EmailAddress, "user")
ends(SocialAccount, "user")
ends(Authenticator, "user")
ends(UserSession, "user")
