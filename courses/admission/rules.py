"""Who decides about applications; asked after `visible_to`."""

import rules

from academy.people.models import User
from courses.enrollment.rules import runs_batch
from courses.models import Application


@rules.predicate
def runs_batch_applied_for(user: User, application: Application) -> bool:
    return bool(runs_batch(user, application.batch))


@rules.predicate
def is_another_person(user: User, application: Application) -> bool:
    """Nobody decides about the own application."""
    return application.user_id != user.pk


rules.add_perm("courses.decide_application", runs_batch_applied_for & is_another_person)
