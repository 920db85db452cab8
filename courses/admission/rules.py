"""Who decides about applications and sets up batches; asked after `visible_to`."""

import rules

from courses.models import Application, Program
from courses.enrollment.rules import runs_batch


@rules.predicate
def runs_batch_applied_for(user, application: Application) -> bool:
    return runs_batch(user, application.batch)


@rules.predicate
def is_another_person(user, application: Application) -> bool:
    """Nobody decides about the own application."""
    return application.user_id != user.pk


@rules.predicate
def is_program_manager(user, program: Program | None = None) -> bool:
    return user.is_program_manager


@rules.predicate
def sets_up_batches(user) -> bool:
    """Coordinators run the batches that they open; program managers all."""
    return user.is_program_manager or user.is_coordinator


rules.add_perm("courses.decide_application", runs_batch_applied_for & is_another_person)
rules.add_perm("courses.add_batch", sets_up_batches)
rules.add_perm("courses.change_program", is_program_manager)
