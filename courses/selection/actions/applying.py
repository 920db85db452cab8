"""A proposal becomes decisions: seats and reserve places, in one job that can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from academy.core import audit
from academy.core.models import Job
from academy.people.models import User
from courses.acts import locks
from courses.admission.actions import ReasonMissing, deciding_long
from courses.admission.actions.bulk import Deed
from courses.admission.queries.asking import CHOOSABLE
from courses.models import ApplicationState, Batch, Outcome, Proposal
from courses.models.verbs import CourseVerb
from courses.selection.actions import errors
from courses.selection.queries.applied import standing_job


@dataclass(frozen=True, slots=True)
class Wishes:
    """How many of the reserve get a place, and whether all others are declined, and why.

    Without `declines` their applications wait as before.
    """

    reserve_count: int
    declines: bool = False
    reason: str = ""


def apply(*, proposal: Proposal, wishes: Wishes, by: User, client_id: UUID) -> Job:
    """Have it decided as the proposal says, with its changes by hand; return the job.

    Pressed twice by one person it is one job. Who has withdrawn or was decided meanwhile stays
    so. Raises NotWorkedOut, ReasonMissing, or AlreadyApplied where a proposal of the batch was
    applied by somebody else, or another one, and not taken back.
    """
    if wishes.declines and not wishes.reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        batch = locks.batch(proposal.batch_id)
        proposal = Proposal.objects.select_related("batch", "applied_by").get(pk=proposal.pk)
        if proposal.answer is None:
            raise errors.NotWorkedOut
        before = _refuse_applied(batch, proposal, by)
        if before is not None:
            return before
        job = deciding_long.request_proposed(
            proposal,
            rows=rows(proposal, wishes),
            reason=wishes.reason.strip(),
            by=by,
            client_id=client_id,
            return_url=reverse("courses:proposal", args=[proposal.public_id]),
        )
        proposal.applied_by, proposal.applied_at = by, timezone.now()
        proposal.save(update_fields=["applied_by", "applied_at"])
        audit.record(CourseVerb.PROPOSAL_APPLIED, proposal, by=by, job=job.pk)
    return job


def _refuse_applied(batch: Batch, proposal: Proposal, by: User) -> Job | None:
    """Return the own job that applies this proposal already, if there is one.

    Another proposal of the batch only stands in the way while it is being applied: who leaves
    later is followed by a further one.
    """
    applied = batch.proposals.filter(applied_at__isnull=False).select_related("applied_by")
    for other in applied.defer("asked", "answer"):
        job = standing_job(other)
        if job is None:
            continue
        if other.pk == proposal.pk and job.created_by_id == by.pk:
            return job
        if other.pk == proposal.pk or job.is_running:
            raise errors.AlreadyApplied(other)
    return None


def rows(proposal: Proposal, wishes: Wishes) -> list[tuple[int, str, str]]:
    """Return what is decided of whom, in the order of merit: id, state now, deed."""
    places = list(
        proposal.places.exclude(outcome=Outcome.APART)
        .order_by("rank")
        .values_list("application", "application__state", "outcome")
    )
    accepted = [row for row in places if row[2] == Outcome.ACCEPT]
    waiting = [row for row in places if row[2] == Outcome.RESERVE]
    others = waiting[wishes.reserve_count :] + [row for row in places if row[2] == Outcome.LEAVE]
    found = [(pk, state, str(Deed.ACCEPT)) for pk, state, _to in _open(accepted)]
    found += [
        (pk, state, str(Deed.RESERVE))
        for pk, state, _to in _open(waiting[: wishes.reserve_count])
        if state != ApplicationState.RESERVE
    ]
    if wishes.declines:
        found += [(pk, state, str(Deed.DECLINE)) for pk, state, _to in _open(others)]
    return found


def _open(places: Iterable[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Leave out who has withdrawn or was decided since."""
    return [row for row in places if row[1] in CHOOSABLE]
