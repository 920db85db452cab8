"""Who of those who work here may do what; asked after `visible_to` has found the object."""

import rules

from courses.models import Batch, Enrollment, Session, Submission


@rules.predicate
def runs_batch(user, batch: Batch) -> bool:
    """Coordinators of the batch and program managers."""
    return user.is_program_manager or (
        user.is_coordinator and batch.coordinators.filter(pk=user.pk).exists()
    )


@rules.predicate
def teaches_submission(user, submission: Submission) -> bool:
    return user.is_trainer and submission.course.course_trainers.filter(user_id=user.pk).exists()


@rules.predicate
def is_of_another_person(user, submission: Submission) -> bool:
    """Nobody marks the own work."""
    return submission.enrollment.user_id != user.pk


@rules.predicate
def notes_whole_session(user, session: Session) -> bool:
    """Those who run the batch, and the trainer who leads the session."""
    leads = user.is_trainer and session.trainer_id == user.pk
    return leads or runs_batch(user, session.batch)


@rules.predicate
def accompanies(user, enrollment: Enrollment) -> bool:
    return enrollment.pesantren_id in user.companion_of


@rules.predicate
def is_plain_participant(user, enrollment: Enrollment) -> bool:
    """Nobody takes over the account of somebody who works here, or writes, by resetting a PIN."""
    person = enrollment.user
    return not (person.works_here or person.is_editor or person.is_staff or person.is_superuser)


@rules.predicate
def runs_batch_of(user, enrollment: Enrollment) -> bool:
    return runs_batch(user, enrollment.batch)


rules.add_perm("courses.run_batch", runs_batch)
rules.add_perm("courses.review_submission", teaches_submission & is_of_another_person)
rules.add_perm("courses.note_session", notes_whole_session)
rules.add_perm("courses.reset_pin", is_plain_participant & (runs_batch_of | accompanies))
rules.add_perm("courses.manage_enrollment", runs_batch_of)
rules.add_perm("courses.accompany", accompanies)
