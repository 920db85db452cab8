"""Who reads which report of a program; asked after `visible_to` has found it."""

import rules

from academy.people.models import User
from courses.models import Program


@rules.predicate
def runs_part_of(user: User, program: Program) -> bool:
    """Program managers, and coordinators of at least one of its batches."""
    return user.is_program_manager or (
        user.is_coordinator and program.batches.filter(coordinators=user).exists()
    )


@rules.predicate
def is_partner_of(user: User, program: Program) -> bool:
    return user.is_partner and program.partners.filter(pk=user.pk).exists()


@rules.predicate
def manages_programs(user: User, program: Program) -> bool:
    """Managers see the partners' page too: what leaves the house."""
    return user.is_program_manager


rules.add_perm("reports.read_program", runs_part_of)
rules.add_perm("reports.read_partner_figures", manages_programs | is_partner_of)
