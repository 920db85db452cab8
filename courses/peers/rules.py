"""Who gives feedback on whose work, dealt out evenly; and who hides what was said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import rules

from academy.people.models import User
from courses.assignments.rules import teaches_submission
from courses.enrollment.rules import runs_batch
from courses.models import PeerFeedback

# Who has waited so long for others gets what there is; works that came together are dealt
# out among each other before, so that each is read as often as the next.
PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who has handed in: how many works are still to be given, and what was before.

    `is_urgent`: waits for nobody else any more.
    """

    key: int
    lacks: int
    had: Collection[int] = ()
    is_urgent: bool = False


def served(givers: Iterable[Giver], *, wanted: int) -> list[Giver]:
    """Return those to whom works are dealt out now.

    All who wait, where enough came together to read each other; else those who cannot wait.
    """
    waiting = [giver for giver in givers if giver.lacks > 0]
    return waiting if len(waiting) > wanted else [one for one in waiting if one.is_urgent]


def dealt(givers: Sequence[Giver], loads: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return pairs of who gives feedback, and whose work it is on.

    `loads` says of each author how many read the work already; its order is a ring, which
    nobody can foresee. Never the own work, none twice, the least read first; of equals the
    one that follows the giver in the ring. Who cannot get all that is lacking gets nothing yet.
    """
    ring = list(loads)
    place = {key: number for number, key in enumerate(ring)}
    read = dict(loads)
    ready = [giver for giver in givers if len(set(ring) - {giver.key, *giver.had}) >= giver.lacks]
    had = {giver.key: set(giver.had) | {giver.key} for giver in ready}
    pairs = []
    for number in range(max((giver.lacks for giver in ready), default=0)):
        for giver in ready:
            if number >= giver.lacks:
                continue
            mine = place.get(giver.key, 0)
            author = min(
                (key for key in ring if key not in had[giver.key]),
                key=lambda key: (read[key], (place[key] - mine) % len(ring)),
            )
            read[author] += 1
            had[giver.key].add(author)
            pairs.append((giver.key, author))
    return pairs


@rules.predicate
def answers_for(user: User, feedback: PeerFeedback) -> bool:
    """The trainers of the course, and those who run the batch."""
    work = feedback.submission
    return bool(teaches_submission(user, work)) or bool(runs_batch(user, work.enrollment.batch))


rules.add_perm("courses.hide_peer_feedback", answers_for)
