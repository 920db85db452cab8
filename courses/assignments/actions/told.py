"""Who is told when work was handed in or taken back: rooms above say so when they start."""

from collections.abc import Callable

from courses.models import Submission

_TOLD: list[Callable[[Submission], None]] = []


def tell_of_work(listener: Callable[[Submission], None]) -> None:
    """Let `listener` be called with each hand-in that came or was taken back.

    In the transaction of the act, with its locks held: it writes a job at most.
    """
    _TOLD.append(listener)


def tell(submission: Submission) -> None:
    for listener in _TOLD:
        listener(submission)
