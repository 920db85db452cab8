"""Who notes attendance; asked after `visible_to` has found the object."""

import rules
from django.utils import timezone

from academy.people.models import User
from courses.enrollment.rules import runs_batch
from courses.models import Session


@rules.predicate
def notes_whole_session(user: User, session: Session) -> bool:
    """Those who run the batch, and the trainers who lead the session or a group of it."""
    leads = user.is_trainer and (session.trainer_id == user.pk or _leads_group(user, session))
    return leads or runs_batch(user, session.batch)


def _leads_group(user: User, session: Session) -> bool:
    return session.has_groups and session.groups.filter(trainer=user).exists()


rules.add_perm("courses.note_session", notes_whole_session)


def joins_online(user: User, session: Session) -> bool:
    """Whether the link stands on the page of who works at it; companions have it from nobody."""
    if not session.online_url or session.cancelled_at or session.ends_at < timezone.now():
        return False
    return user.has_perm("courses.note_session", session)
