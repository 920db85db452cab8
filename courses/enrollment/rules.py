"""Who runs a batch, and who looks after its people; asked after `visible_to`."""

import rules

from academy.people.models import User
from courses.models import Application, Batch, Enrollment
from courses.models.seats.application import ASKING_STATES


@rules.predicate
def runs_batch(user: User, batch: Batch) -> bool:
    """Coordinators of the batch and program managers; a page that asks often prefetches them."""
    return user.is_program_manager or (user.is_coordinator and user in batch.coordinators.all())


@rules.predicate
def accompanies(user: User, enrollment: Enrollment) -> bool:
    return enrollment.pesantren_id in user.companion_of


@rules.predicate
def is_plain(user: User, person: User) -> bool:
    """Neither somebody who works here or writes, nor an account that was closed for another."""
    works = person.works_here or person.is_editor or person.is_staff or person.is_superuser
    return not works and person.merged_into_id is None


@rules.predicate
def is_plain_participant(user: User, of: Enrollment | Application) -> bool:
    """Nobody takes over the account of somebody who works here, or writes, by resetting a PIN."""
    return bool(is_plain(user, of.user))


@rules.predicate
def runs_batch_of(user: User, of: Enrollment | Application) -> bool:
    return bool(runs_batch(user, of.batch))


@rules.predicate
def runs_all_of(user: User, person: User) -> bool:
    """Who runs every batch in which `person` has a seat or has asked for one."""
    if user.is_program_manager:
        return True
    own = user.coordinated_batches.all()
    elsewhere = (
        Enrollment.objects.filter(user=person).exclude(batch__in=own),
        Application.objects.sent().filter(user=person).exclude(batch__in=own),
    )
    return user.is_coordinator and not any(rows.exists() for rows in elsewhere)


@rules.predicate
def is_oneself(user: User, person: User) -> bool:
    return user.pk == person.pk


@rules.predicate
def is_own(user: User, of: Enrollment | Application) -> bool:
    return of.user_id == user.pk


@rules.predicate
def has_to_do_here(user: User, of: Enrollment | Application) -> bool:
    """Whoever was declined, or has withdrawn, may have a seat elsewhere: others answer for it."""
    return isinstance(of, Enrollment) or of.state in ASKING_STATES


rules.add_perm("courses.run_batch", runs_batch)
rules.add_perm("courses.reset_pin", is_plain_participant & (runs_batch_of | accompanies))
rules.add_perm("courses.manage_enrollment", runs_batch_of)
# By way of a seat or of an application. Who works here changes the own data; nobody corrects
# themselves by this way.
rules.add_perm(
    "courses.correct_person", has_to_do_here & is_plain_participant & runs_batch_of & ~is_own
)
rules.add_perm("courses.merge_person", is_plain & runs_all_of & ~is_oneself)
rules.add_perm("courses.move_person", runs_batch_of & ~is_own)
rules.add_perm("courses.accompany", accompanies)
rules.add_perm("courses.hand_in_for", accompanies & is_plain_participant & ~is_own)
