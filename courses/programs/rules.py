"""Who sets up programs and batches; asked after `visible_to`."""

import rules

from academy.people.models import User
from courses.models import Program


@rules.predicate
def is_program_manager(user: User, program: Program | None = None) -> bool:
    return user.is_program_manager


@rules.predicate
def sets_up_batches(user: User) -> bool:
    """Coordinators run the batches that they open; program managers all."""
    return user.is_program_manager or user.is_coordinator


rules.add_perm("courses.add_batch", sets_up_batches)
rules.add_perm("courses.change_program", is_program_manager)
