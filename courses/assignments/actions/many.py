"""The plain cases: the same verdict for several hand-ins, each once and each by itself."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from academy.core.errors import Refused
from academy.people.models import User
from courses.assignments.actions.reviews import review, undo_review
from courses.models import Review, Submission, Verdict


@dataclass(frozen=True, slots=True)
class Chosen:
    """One that was chosen by its photo, and when what the photo showed was handed in."""

    submission: Submission
    handed_in_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one: its review, or why nothing was done."""

    submission: Submission
    review: Review | None = None
    refusal: str = ""


def accept_many(
    chosen: Iterable[Chosen],
    *,
    by: User,
    mark: Decimal | None,
    scores: Sequence[dict[str, Any]],
    feedback: str,
    client_id: UUID,
) -> list[Outcome]:
    """Accept each that is `chosen` with the same mark, points and words.

    Sent twice with one `client_id` each is reviewed once. What is refused of one (somebody else
    has it in hand, or has reviewed it; a review of it was begun; it was handed in anew) leaves the
    others alone.
    """
    found = []
    for one in chosen:
        submission = one.submission
        try:
            made = review(
                submission=submission,
                by=by,
                handed_in_at=one.handed_in_at,
                verdict=Verdict.ACCEPTED,
                mark=mark,
                scores=scores,
                feedback=feedback,
                client_id=uuid5(client_id, str(submission.public_id)),
                knows_draft=False,
            )
        except Refused as refusal:
            found.append(Outcome(submission, refusal=str(refusal.message)))
        else:
            found.append(Outcome(submission, made))
    return found


def undo_many(reviews: Iterable[Review], *, by: User) -> list[Outcome]:
    """Take each of `reviews` back that can still be; return what came of each."""
    found = []
    for made in reviews:
        try:
            undo_review(found=made, by=by)
        except Refused as refusal:
            found.append(Outcome(made.submission, made, str(refusal.message)))
        else:
            found.append(Outcome(made.submission, made))
    return found
