"""Several people go to another batch, each as `moving.move_person` lets one go.

Each goes, or stays with a reason, in a transaction of its own; who moves back does it the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core import jobs
from academy.core.errors import Refused
from academy.core.jobs import Progress
from academy.core.models import Job
from academy.notify.actions import notify, tell_done
from academy.people.models import User
from courses.acts.locks import SeatMoved
from courses.acts.reasons import reason_of
from courses.models import Batch, Enrollment
from courses.models.notices import SeatNotice
from courses.workspace.actions.moving import coordinators_of, move_person
from courses.workspace.queries.people.moving_many import MOVE_JOB


@dataclass(slots=True)
class Outcome:
    """How many went, and by reason how many stayed."""

    moved_count: int = 0
    stayed: dict[str, int] = field(default_factory=dict)


def move_many(
    *, enrollments: Sequence[Enrollment], of: Batch, to: Batch, by: User, reason: str, key: UUID
) -> Outcome:
    """Move each of `enrollments` of the batch `of` at once; of more `request_moves` makes a job.

    `key` names the act: the coordinators are told of it once. Raises WhyMissing.
    """
    reason = reason_of(reason)
    outcome = Outcome()
    for one in enrollments:
        try:
            move_person(enrollment=one, to=to, by=by, reason=reason, is_one_of_many=True)
        except Refused as refusal:
            why = str(refusal.message)
            outcome.stayed[why] = outcome.stayed.get(why, 0) + 1
        else:
            outcome.moved_count += 1
    _tell(outcome.moved_count, of=of, to=to, by=by, key=str(key))
    return outcome


def request_moves(
    *,
    enrollments: Sequence[Enrollment],
    of: Batch,
    to: Batch,
    by: User,
    reason: str,
    client_id: UUID,
    return_url: str,
) -> Job:
    """Have each of `enrollments` moved; the same form sent twice is one job.

    Raises WhyMissing or SentDifferently.
    """
    keys = [one.pk for one in enrollments]
    return jobs.enqueue_once(
        MOVE_JOB,
        {"seats": keys, "of": of.pk, "to": to.pk, "by": by.pk, "reason": reason_of(reason)},
        by=by,
        client_id=client_id,
        title=ngettext(
            "Move %(count)d person to %(batch)s", "Move %(count)d people to %(batch)s", len(keys)
        )
        % {"count": len(keys), "batch": to},
        return_url=return_url,
        total=len(keys),
    )


def move_long(
    progress: Progress, *, seats: Sequence[int], of: Batch, to: Batch, by: User, reason: str
) -> None:
    """Move each of `seats`; none is moved twice, and who stays is kept with the reason."""

    def move(pk: int) -> None:
        one = Enrollment.objects.select_related("batch", "user").get(pk=pk)
        if one.batch_id != of.pk:
            raise SeatMoved
        move_person(enrollment=one, to=to, by=by, reason=reason, is_one_of_many=True)

    with translation.override(by.language):
        progress.once_each(seats, move)
        refusals = {why: len(places) for why, places in progress.job.refusals.items()}
        outcome = Outcome(len(seats) - sum(refusals.values()), refusals)
        told = sentences(outcome, to)
        progress.job.result |= {"told": told}
        # Words about people stand with their moves; here they have done their work.
        progress.write(args=progress.job.args | {"reason": ""})
        _tell(outcome.moved_count, of=of, to=to, by=by, key=str(progress.job.public_id))
        tell_done(progress.job, lambda: " ".join(told))


def sentences(outcome: Outcome, to: Batch) -> list[str]:
    """Return in words how many went to `to`, and how many stayed, and why."""
    text = ngettext(
        "%(count)d person moved to %(batch)s.",
        "%(count)d people moved to %(batch)s.",
        outcome.moved_count,
    )
    told = [text % {"count": outcome.moved_count, "batch": to}]
    told += [
        _("Stayed: %(count)d. %(reason)s") % {"count": count, "reason": why}
        for why, count in outcome.stayed.items()
    ]
    return told


def _tell(count: int, *, of: Batch, to: Batch, by: User, key: str) -> None:
    """Tell who runs either batch once, however many have moved."""
    if not count:
        return
    told = {by.pk}
    for batch in (to, of):
        for reader in coordinators_of(batch).exclude(pk__in=told):
            told.add(reader.pk)
            with translation.override(reader.language):
                params = {"count": count, "before": str(of), "after": str(to)}
            url = reverse("courses:batch_overview", args=[batch.public_id])
            notify(reader, SeatNotice.SEVERAL_MOVED, key=f"moves-{key}", params=params, url=url)
