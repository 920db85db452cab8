"""A proposal is asked for, worked out in a job, and kept."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from academy.core import audit, jobs
from academy.core.jobs import Progress
from academy.core.models import Job
from academy.core.models.job import JobState
from academy.people.models import User
from courses.acts import locks
from courses.admission.proposal.asked import draw
from courses.admission.proposal.highs import Unsolved
from courses.admission.proposal.proposing import propose
from courses.admission.proposal.reading import Unreadable, checked
from courses.admission.queries.asking import asked_of
from courses.models import Application, Batch, Outcome, Proposal, ProposalPlace
from courses.models.verbs import CourseVerb
from courses.selection.actions import errors

PROPOSE_JOB = "courses.propose_selection"
STEPS = 3
OUTCOMES = {
    "accepted": Outcome.ACCEPT,
    "reserve": Outcome.RESERVE,
    "excluded": Outcome.LEAVE,
}


def request(*, batch: Batch, by: User, client_id: UUID) -> Proposal:
    """Freeze what is asked now and have it answered by a job.

    Pressed twice it is one proposal: the last is given back, with its changes by hand, where
    nothing that is asked has changed since and it was not applied. Raises NobodyToChoose.
    """
    with transaction.atomic():
        batch = locks.batch(batch.pk)
        asked = asked_of(batch)
        if not asked["applicants"]:
            raise errors.NobodyToChoose
        digest = sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        last = batch.proposals.select_related("work").first()
        if last is not None and last.digest == digest and _stands(last):
            return last
        proposal = Proposal.objects.create(
            batch=batch,
            number=last.number + 1 if last else 1,
            seed=asked["seed"],
            asked=asked,
            digest=digest,
            made_by=by,
        )
        proposal.work = _job(proposal, by, client_id)
        proposal.save(update_fields=["work"])
        audit.record(CourseVerb.PROPOSED, proposal, by=by, digest=digest[:40])
    return proposal


def _stands(last: Proposal) -> bool:
    """Whether it is being worked out, or was, and is still to be applied."""
    has_failed = last.failure or (last.work is not None and last.work.state == JobState.FAILED)
    return not has_failed and last.applied_at is None


def _job(proposal: Proposal, by: User, client_id: UUID) -> Job:
    return jobs.enqueue_once(
        PROPOSE_JOB,
        {"proposal": proposal.pk, "batch": proposal.batch_id},
        by=by,
        client_id=client_id,
        title=_("Proposal %(number)d for the selection, %(batch)s")
        % {"number": proposal.number, "batch": proposal.batch},
        return_url=reverse("courses:proposal", args=[proposal.public_id]),
        total=STEPS,
    )


def work_out(progress: Progress, *, proposal: Proposal, by: User) -> None:
    """Answer what is frozen in `proposal`, and write what it says of each. Twice is once."""
    if proposal.answer is not None:
        return
    progress.step(1)
    try:
        answer = propose(checked(proposal.asked))
    except (Unreadable, Unsolved) as error:
        with translation.override(by.language):
            proposal.failure = _("It could not be worked out: %(why)s") % {"why": error}
        proposal.save(update_fields=["failure"])
        return
    progress.step(2)
    with transaction.atomic():
        proposal.places.all().delete()
        ProposalPlace.objects.bulk_create(_places(proposal, answer), batch_size=200)
        proposal.answer = {name: answer[name] for name in ("unmet", "unknown", "totals")}
        proposal.save(update_fields=["answer"])
        progress.step(STEPS)


def _places(proposal: Proposal, answer: dict[str, Any]) -> list[ProposalPlace]:
    asked = proposal.asked
    scores = {one["id"]: one["score"] for one in asked["applicants"]}
    by_merit = sorted(scores, key=lambda one: (-(scores[one] or 0), draw(proposal.seed, one)))
    ranks = {one: rank for rank, one in enumerate([*by_merit, *asked["apart"]], 1)}
    told = {one["id"]: (OUTCOMES[one["state"]], one) for one in answer["explained"]}
    apart = {one: (Outcome.APART, {"why": why}) for one, why in asked["apart"].items()}
    keys = dict(Application.objects.filter(batch=proposal.batch_id).values_list("public_id", "pk"))
    known = {str(public_id): pk for public_id, pk in keys.items()}
    return [
        ProposalPlace(
            proposal=proposal,
            application_id=known[one],
            rank=ranks[one],
            score=scores.get(one),
            proposed=outcome,
            outcome=outcome,
            why=why,
        )
        for one, (outcome, why) in (told | apart).items()
        if one in known
    ]
