"""When the batches of the demo happen, in days from the day of loading."""

from datetime import datetime

from academy.demo.load.base import Clock
from academy.demo.seeds import rng

APPLICATIONS = {1: (-265, -240), 2: (-108, -82), 3: (-70, -45), 4: (-18, 7)}
PERIODS = {1: (-230, -148), 2: (-72, 5), 3: (-35, 42), 4: (21, 98)}


def submitted_at(clock: Clock, batch: int, number: int) -> datetime:
    """When the person sent the application; never in the future."""
    first, last = APPLICATIONS[batch]
    chance = rng("submitted", batch, number)
    # Many on the first days, many on the last; the open batch has had its first rush.
    span = min(last, 0) - first - 1
    share = chance.choice((chance.betavariate(1.2, 3), chance.betavariate(3, 1.1)))
    return clock.past(
        clock.at(
            first + 0.4 + span * share, chance.choice((5, 9, 13, 16, 19)), chance.randrange(60)
        )
    )
