"""Who notes attendance; asked after `visible_to` has found the object."""

import rules

from academy.people.models import User
from courses.enrollment.rules import runs_batch
from courses.models import Session


@rules.predicate
def notes_whole_session(user: User, session: Session) -> bool:
    """Those who run the batch, and the trainer who leads the session."""
    leads = user.is_trainer and session.trainer_id == user.pk
    return leads or runs_batch(user, session.batch)


rules.add_perm("courses.note_session", notes_whole_session)
