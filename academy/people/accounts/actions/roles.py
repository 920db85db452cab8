"""Who works here, given and taken by a program manager."""

from django.contrib.auth.models import Group
from django.db import transaction

from academy.core import audit
from academy.people import accesses, locks
from academy.people.entrance.actions import end_sessions
from academy.people.errors import LastManager
from academy.people.models import AccessKind, Role, RoleGrant, User
from academy.people.models.verbs import PeopleVerb

# Roles that open the content admin; what they may do there, groups and pages say.
ADMIN_ROLES = frozenset({Role.TRAINER, Role.EDITOR, Role.PROGRAM_MANAGER})


def grant_role(*, user: User, role: Role, by: User | None) -> RoleGrant:
    """Give `user` the `role`; given twice it is one grant.

    With the first role the person chooses a password: six digits are no longer enough, and
    what is stored does not tell a PIN from a password.
    """
    with transaction.atomic():
        fresh = locks.account(user)
        is_first = not fresh.role_grants.exists()
        grant, created = RoleGrant.objects.get_or_create(
            user=fresh, role=role, defaults={"granted_by": by}
        )
        if created:
            audit.record(PeopleVerb.ROLE_GRANTED, fresh, by=by, role=str(role))
            accesses.record(AccessKind.ROLE_GIVEN, by=by, about=fresh, role=str(role))
        if is_first and fresh.has_usable_password():
            fresh.must_change_secret = True
            fresh.save(update_fields=["must_change_secret"])
        _open_admin(fresh)
    _forget(user, fresh)
    return grant


def revoke_role(*, user: User, role: Role, by: User | None) -> None:
    """Take the `role` from `user` and sign them out everywhere.

    Raises LastManager where nobody else could give roles any more.
    """
    with transaction.atomic():
        fresh = locks.accounts(user)[user.pk]
        # All of the role, in the order of keys: two managers may revoke each other at once.
        grants = RoleGrant.objects.filter(role=role)
        of = list(grants.select_for_update().order_by("pk").values_list("user", flat=True))
        if role == Role.PROGRAM_MANAGER and set(of) <= {user.pk}:
            raise LastManager
        deleted, _rows = grants.filter(user=fresh).delete()
        if deleted:
            audit.record(PeopleVerb.ROLE_REVOKED, fresh, by=by, role=str(role))
            accesses.record(AccessKind.ROLE_TAKEN, by=by, about=fresh, role=str(role))
            end_sessions(user=fresh)
        _open_admin(fresh)
    _forget(user, fresh)


def _open_admin(user: User) -> None:
    """Let the roles decide who enters the content admin, by flag and by group."""
    roles = set(user.role_grants.values_list("role", flat=True))
    for role in ADMIN_ROLES:
        group, _created = Group.objects.get_or_create(name=role.value)
        if role in roles:
            user.groups.add(group)
        else:
            user.groups.remove(group)
    user.is_staff = bool(roles & ADMIN_ROLES)
    user.save(update_fields=["is_staff"])


def _forget(user: User, fresh: User) -> None:
    """Let `user` read its roles again."""
    user.__dict__.pop("roles", None)
    user.is_staff, user.must_change_secret = fresh.is_staff, fresh.must_change_secret
