"""Who works here and with what: roles, courses, pesantren, programs, in one act."""

from collections.abc import Collection
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from academy.core import acts, audit
from academy.people.accounts.actions.roles import grant_role, revoke_role
from academy.people.entrance.actions import reset_pin
from academy.people.models import Membership, MembershipRole, Pesantren, Role, User
from academy.people.registry.actions.memberships import add_membership, end_membership
from cms.actions.courses import assign_trainer, remove_trainer
from cms.models import CoursePage
from courses.acts.kinds import ActKind
from courses.models import Program
from courses.models.verbs import CourseVerb
from courses.workspace.actions.pins import SlipsMade


def set_positions(
    *,
    user: User,
    roles: Collection[str],
    courses: Collection[CoursePage],
    pesantren: Collection[Pesantren],
    programs: Collection[Program],
    by: User,
) -> User:
    """Make the roles of `user`, the courses taught, the pesantren accompanied and the
    programs read as a partner exactly these.

    Courses count only for trainers and programs only for partners. Raises LastManager;
    nothing is changed then.
    """
    with transaction.atomic():
        for role in Role.values:
            if role in roles:
                grant_role(user=user, role=Role(role), by=by)
            elif user.role_grants.filter(role=role).exists():
                revoke_role(user=user, role=Role(role), by=by)
        _set_courses(user, courses if Role.TRAINER in roles else [], by)
        _set_pesantren(user, pesantren, by)
        _set_programs(user, programs if Role.PARTNER in roles else [], by)
    return user


def _set_courses(user: User, courses: Collection[CoursePage], by: User) -> None:
    for row in user.taught_courses.select_related("course").exclude(course__in=courses):
        remove_trainer(course=row.course, user=user, by=by)
    for course in courses:
        assign_trainer(course=course, user=user, by=by)


def _set_pesantren(user: User, pesantren: Collection[Pesantren], by: User) -> None:
    today = Membership.objects.filter(
        user=user, role=MembershipRole.COMPANION, ended_on__isnull=True
    )
    for membership in today.exclude(pesantren__in=pesantren):
        end_membership(membership=membership, by=by)
    for place in pesantren:
        add_membership(user=user, pesantren=place, role=MembershipRole.COMPANION, by=by)


def _set_programs(user: User, programs: Collection[Program], by: User) -> None:
    before = set(user.partner_programs.values_list("pk", flat=True))
    wanted = {program.pk for program in programs}
    if before != wanted:
        user.partner_programs.set(wanted)
        audit.record(CourseVerb.PARTNER_PROGRAMS_SET, user, by=by, programs=sorted(wanted))


def reset_access(*, user: User, by: User, client_id: UUID) -> str:
    """Give `user` a new PIN and forget the second factor (a lost phone); return the PIN.

    The next sign-in asks for an own secret and a new second factor. Sent again it ends no PIN
    that was shown: raises SlipsMade.
    """
    with transaction.atomic():
        act = acts.once(client_id, kind=ActKind.RESET_ACCESS, person=by, content=user.pk)
        if act.is_repeated:
            raise SlipsMade
        removed, _rows = Authenticator.objects.filter(user=user).delete()
        if removed:
            audit.record(CourseVerb.SECOND_FACTOR_RESET, user, by=by)
        return reset_pin(user=user, by=by)
