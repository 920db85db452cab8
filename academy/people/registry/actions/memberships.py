"""Who belongs to which pesantren, and as what."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from academy.core import audit
from academy.people import accesses
from academy.people.models import AccessKind, Membership, MembershipRole, Pesantren, User
from academy.people.models.verbs import PeopleVerb


def add_membership(
    *,
    user: User,
    pesantren: Pesantren,
    role: MembershipRole,
    by: User | None,
    started_on: dt.date | None = None,
) -> Membership:
    """Note that `user` belongs to `pesantren` as `role`; one that had ended begins again."""
    with transaction.atomic():
        membership, created = Membership.objects.select_for_update().get_or_create(
            user=user, pesantren=pesantren, role=role, defaults={"started_on": started_on}
        )
        if not created and membership.ended_on is None:
            return membership
        if not created:
            membership.ended_on = None
            membership.save(update_fields=["ended_on"])
        audit.record(
            PeopleVerb.MEMBERSHIP_ADDED, user, by=by, pesantren=pesantren.pk, role=str(role)
        )
        _record(AccessKind.ROLE_GIVEN, user, role, by)
    user.__dict__.pop("companion_of", None)
    return membership


def end_membership(*, membership: Membership, by: User | None) -> Membership:
    """Note that the person left the pesantren today; the row stays."""
    with transaction.atomic():
        membership = (
            Membership.objects.select_for_update(of=("self",))
            .select_related("user")
            .get(pk=membership.pk)
        )
        if membership.ended_on is None:
            membership.ended_on = timezone.localdate()
            membership.save(update_fields=["ended_on"])
            audit.record(
                PeopleVerb.MEMBERSHIP_ENDED,
                membership.user,
                by=by,
                pesantren=membership.pesantren_id,
                role=membership.role,
            )
            _record(AccessKind.ROLE_TAKEN, membership.user, membership.role, by)
    return membership


def _record(kind: AccessKind, user: User, role: str, by: User | None) -> None:
    """Of these a companion alone sees other people's data: that is a role."""
    if role == MembershipRole.COMPANION:
        accesses.record(kind, by=by, about=user, role=str(role))
