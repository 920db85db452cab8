"""Who begins, marks, reads and closes a round; which hand-ins are proposed for one."""

from collections.abc import Sequence
from dataclasses import dataclass

import rules

from academy.people.models import User
from cms.models import CoursePage
from courses.enrollment.rules import runs_batch
from courses.models import Batch, CalibrationRound
from courses.models.work.calibration import MOST_WORKS


def may_begin(user: User, batch: Batch, course: CoursePage) -> bool:
    """The trainers of the course, and those who run the batch."""
    teaches = user.is_trainer and course.course_trainers.filter(user_id=user.pk).exists()
    return teaches or bool(runs_batch(user, batch))


@rules.predicate
def is_asked(user: User, round: CalibrationRound) -> bool:
    return user.is_trainer and round.part_of(user) is not None


@rules.predicate
def has_begun(user: User, round: CalibrationRound) -> bool:
    return round.started_by_id == user.pk


@rules.predicate
def reads_result(user: User, round: CalibrationRound) -> bool:
    """Who is asked reads it after the own part, or when nobody marks any more; others who run
    the batch at once, and who has begun the round when it is over."""
    part = round.part_of(user)
    if part is not None:
        return part.finished_at is not None or not round.is_open
    if runs_batch(user, round.batch):
        return True
    return round.started_by_id == user.pk and not round.is_open


@rules.predicate
def runs_its_batch(user: User, round: CalibrationRound) -> bool:
    return bool(runs_batch(user, round.batch))


rules.add_perm("courses.mark_calibration", is_asked)
rules.add_perm("courses.read_calibration", reads_result)
rules.add_perm("courses.close_calibration", has_begun | runs_its_batch)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hand-in that a round may have: of whose pesantren, and how little it is known yet.

    `known` is 0 for one that nobody has reviewed, 1 for a reviewed one, 2 for one that was in
    a round before.
    """

    key: int
    pesantren: int | None
    known: int = 0


def proposed(candidates: Sequence[Candidate], count: int = MOST_WORKS) -> list[int]:
    """Return the keys of hand-ins for a round, spread over time and over pesantren.

    `candidates` are in the order in which they came. Of the least known that are enough, places
    from the first to the last are taken at equal distances; beside each place the nearest of a
    pesantren that is not among them yet. The same candidates give the same hand-ins.
    """
    pool = list(candidates)
    for most in range(2):
        little_known = [one for one in candidates if one.known <= most]
        if len(little_known) >= count:
            pool = little_known
            break
    count = min(count, len(pool))
    taken: list[int] = []
    for nth in range(count):
        place = nth * (len(pool) - 1) // max(1, count - 1)
        taken.append(_nearest(pool, place, taken))
    return [pool[number].key for number in sorted(taken)]


def _nearest(pool: Sequence[Candidate], place: int, taken: Sequence[int]) -> int:
    """Return the number of the candidate nearest to `place`, of a new pesantren if there is one."""
    seen = {pool[number].pesantren for number in taken}
    free = [number for number in range(len(pool)) if number not in taken]
    return min(free, key=lambda one: (pool[one].pesantren in seen, abs(one - place), one))
