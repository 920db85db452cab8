"""A proposal changed by hand: people taken in and out, with a reason, and taken back."""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from academy.core import audit
from academy.people.models import User
from courses.acts import locks
from courses.models import Outcome, Proposal, ProposalChange, ProposalPlace, Reason
from courses.models.verbs import CourseVerb
from courses.selection.actions import errors
from courses.selection.queries.applied import standing_job


def _locked(proposal: Proposal) -> Proposal:
    """Return the proposal under the lock of its batch, where it can still be changed.

    Raises NotWorkedOut and AlreadyApplied.
    """
    locks.batch(proposal.batch_id)
    proposal = Proposal.objects.select_related("applied_by", "batch").get(pk=proposal.pk)
    if proposal.answer is None:
        raise errors.NotWorkedOut
    if standing_job(proposal) is not None:
        raise errors.AlreadyApplied(proposal)
    return proposal


def move(
    *,
    proposal: Proposal,
    shown: Mapping[str, str],
    to: Outcome,
    reason: str,
    by: User,
) -> int:
    """Move people to `to` and return how many were; who is there already stays.

    `shown` has the public ids of their applications, each with the outcome that the page showed.
    Raises NobodyTicked, ChangeReasonMissing, ChangedMeanwhile, NotWorkedOut or AlreadyApplied;
    nobody is moved then.
    """
    reason = reason.strip()
    if not shown:
        raise errors.NobodyTicked
    if not reason:
        raise errors.ChangeReasonMissing
    with transaction.atomic():
        proposal = _locked(proposal)
        places = list(_of(proposal, shown))
        if any(
            place.outcome not in {shown[str(place.application.public_id)], to} for place in places
        ):
            raise errors.ChangedMeanwhile
        moved = [place for place in places if place.outcome != to]
        _move(proposal, moved, to, reason, by)
    return len(moved)


def _of(proposal: Proposal, ids: Iterable[str]) -> Iterable[ProposalPlace]:
    found = proposal.places.filter(application__public_id__in=list(ids))
    return found.select_related("application__user").order_by("rank")


def _move(
    proposal: Proposal, places: list[ProposalPlace], to: Outcome, reason: str, by: User
) -> None:
    together = uuid.uuid4()
    for place in places:
        ProposalChange.objects.create(
            together=together,
            place=place,
            before=place.outcome,
            after=to,
            reason=Reason.objects.keep(reason, person=place.application.user),
            made_by=by,
        )
    audit.record_many(
        CourseVerb.PROPOSAL_CHANGED,
        [
            (proposal, {"application": place.application_id, "before": place.outcome, "after": to})
            for place in places
        ],
        by=by,
    )
    ProposalPlace.objects.filter(pk__in=[place.pk for place in places]).update(outcome=to)


def take_back(*, proposal: Proposal, by: User) -> int:
    """Take the last change by hand back, whoever made it; return how many people it moved.

    Raises NothingToTakeBack, NotWorkedOut or AlreadyApplied.
    """
    with transaction.atomic():
        proposal = _locked(proposal)
        standing = ProposalChange.objects.filter(place__proposal=proposal, undone_at__isnull=True)
        last = standing.last()
        if last is None:
            raise errors.NothingToTakeBack
        changes = list(standing.filter(together=last.together).select_related("place"))
        for change in changes:
            ProposalPlace.objects.filter(pk=change.place_id).update(outcome=change.before)
        standing.filter(together=last.together).update(undone_at=timezone.now(), undone_by=by)
        audit.record_many(
            CourseVerb.PROPOSAL_CHANGED,
            [
                (
                    proposal,
                    {
                        "application": change.place.application_id,
                        "before": change.after,
                        "after": change.before,
                    },
                )
                for change in changes
            ],
            by=by,
        )
    return len(changes)
