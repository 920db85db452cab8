"""Those who work here, for the program manager's list."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from academy.core.text.typed import clean_typed
from academy.people.models import Membership, MembershipRole, Role, RoleGrant, User
from academy.people.particulars.names import matching

# Fewer signs would list half of the academy.
FEWEST_SIGNS = 3


def staff() -> QuerySet[User]:
    """Return everybody with a role or who accompanies a pesantren, with both read ahead."""
    companion = Membership.objects.filter(
        user=OuterRef("pk"), role=MembershipRole.COMPANION, ended_on__isnull=True
    )
    return User.objects.filter(
        Q(Exists(RoleGrant.objects.filter(user=OuterRef("pk")))) | Q(Exists(companion))
    ).prefetch_related("role_grants", "taught_courses__course", "memberships__pesantren")


def has_trainer_and_coordinator() -> bool:
    """Whether somebody writes and reviews here, and somebody runs batches."""
    wanted = {Role.TRAINER.value, Role.COORDINATOR.value}
    given = RoleGrant.objects.filter(role__in=wanted).values_list("role", flat=True).distinct()
    return set(given) == wanted


def role_names(person: User) -> list[str]:
    """Return what somebody of `staff()` is here; who accompanies a pesantren is a companion."""
    names = [str(grant.get_role_display()) for grant in person.role_grants.all()]
    if any(_accompanies(row) for row in person.memberships.all()):
        names.append(str(MembershipRole.COMPANION.label))
    return names


def _accompanies(row: Membership) -> bool:
    return row.role == MembershipRole.COMPANION and row.ended_on is None


def candidates(text: str) -> QuerySet[User]:
    """Return people found by name, user name, e-mail or phone, who may be given a role."""
    text = clean_typed(text)
    if len(text) < FEWEST_SIGNS:
        return User.objects.none()
    found = User.objects.filter(matching(text, by_contact=True), merged_into=None)
    return found.order_by("full_name")[:20]
