"""A decision about so many that nobody waits for it: a job, with progress and a summary.

Each application is decided in a transaction of its own that notes it in the job as well
(`Progress.once_each`): a worker that is killed decides nothing twice, and who is told is told once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import ngettext

from academy.core import jobs
from academy.core.errors import InvalidTransition
from academy.core.jobs import Progress
from academy.core.models import Job
from academy.core.models.job import JobState
from academy.notify.actions import tell_done
from academy.people.models import User
from courses.acts import locks
from courses.admission.actions.bulk import Decision, Deed
from courses.admission.queries import decisions
from courses.admission.queries.decisions import DECIDE_JOB
from courses.models import Application, Batch, Proposal


def request_decision(
    decision: Decision,
    *,
    batch: Batch,
    applications: Sequence[Application],
    by: User,
    client_id: UUID,
    return_url: str,
) -> Job:
    """Have it decided about each of `applications`, on the state that each has here.

    The same form sent twice is one job. Raises SentDifferently.
    """
    rows = [(row.pk, str(row.state)) for row in decision.in_order(applications)]
    return jobs.enqueue_once(
        DECIDE_JOB,
        _args(decision, batch=batch, rows=rows, by=by),
        by=by,
        client_id=client_id,
        # A score that changes between two sendings changes the order.
        sent=[batch.pk, decision.deed, decision.reason, decision.rest_to_reserve, sorted(rows)],
        title=_title(decision.deed, batch, len(rows)),
        return_url=return_url,
        total=len(rows),
    )


def request_proposed(
    proposal: Proposal,
    *,
    rows: Sequence[tuple[int, str, str]],
    reason: str,
    by: User,
    client_id: UUID,
    return_url: str,
) -> Job:
    """Have each of `rows` (id, state on the page, deed) decided as the proposal says.

    `reason` is what those read who are declined. The same form sent twice is one job.
    """
    batch, decision = proposal.batch, Decision(Deed.APPLY, reason=reason)
    args = _args(decision, batch=batch, rows=rows, by=by) | {"proposal": proposal.pk}
    return jobs.enqueue_once(
        DECIDE_JOB,
        args,
        by=by,
        client_id=client_id,
        title=_title(Deed.APPLY, batch, len(rows)),
        return_url=return_url,
        total=len(rows),
    )


def request_undo(job: Job, *, batch: Batch, by: User, client_id: UUID, return_url: str) -> Job:
    """Have taken back what `job` decided and nobody has decided otherwise since.

    Asked for several times it is done once; what could not be done can be asked for again.
    Raises SentDifferently.
    """
    decision = Decision(Deed.UNDO)
    with transaction.atomic():
        # Two pages that ask at the same time: the second finds the job of the first.
        locks.batch(batch.pk)
        asked = Job.objects.filter(kind=DECIDE_JOB, args__undoes=job.pk)
        before = asked.exclude(state=JobState.FAILED).first()
        if before is not None:
            return before
        rows = [(row.pk, str(row.state)) for row in decision.in_order(decisions.standing(job))]
        return jobs.enqueue_once(
            DECIDE_JOB,
            _args(decision, batch=batch, rows=rows, by=by) | {"undoes": job.pk},
            by=by,
            client_id=client_id,
            sent=[batch.pk, Deed.UNDO, job.pk],
            title=_title(Deed.UNDO, batch, len(rows)),
            return_url=return_url,
            total=len(rows),
        )


def _args(
    decision: Decision, *, batch: Batch, rows: Sequence[Sequence[Any]], by: User
) -> dict[str, object]:
    return {
        "batch": batch.pk,
        "deed": decision.deed,
        "reason": decision.reason,
        "rest_to_reserve": decision.rest_to_reserve,
        "rows": rows,
        "by": by.pk,
    }


def decide_long(
    progress: Progress, decision: Decision, *, rows: Sequence[Sequence[Any]], by: User
) -> None:
    """Decide about each of `rows`; sum up what came of it.

    A row has an id, the state on the page and, of a proposal, the deed.
    """

    def decide(row: Sequence[Any]) -> None:
        pk, shown, *own = row
        application = Application.objects.filter(pk=pk).first()
        if application is None:
            raise InvalidTransition
        application.state = shown
        each = replace(decision, deed=Deed(own[0])) if own else decision
        each.about(application, by=by)

    with translation.override(by.language):
        progress.once_each(rows, decide)
        progress.job.result |= _summary(progress.job, decision.deed)
        # Words about people stand with the applications; here they have done their work.
        progress.write(args=progress.job.args | {"reason": ""})
        tell_done(progress.job, lambda: " ".join(progress.job.result["told"]))


def _summary(job: Job, deed: Deed) -> dict[str, object]:
    """Return in words how many were decided, and how many not, and why."""
    refusals = {why: len(places) for why, places in job.refusals.items()}
    done_count = job.total_count - sum(refusals.values())
    if deed == Deed.UNDO:
        told = [decisions.taken_back(done_count)]
        return {"told": told + decisions.left(refusals), "moved_count": done_count}
    moved = Counter(decisions.standing(job).values_list("state", flat=True))
    told = decisions.sentences(moved)
    if others := done_count - moved.total():
        told.append(decisions.by_others(others))
    return {"told": told + decisions.left(refusals), "moved_count": moved.total()}


def _title(deed: Deed, batch: Batch, count: int) -> str:
    text = {
        Deed.VERIFY: ngettext(
            "Verify %(count)d application, %(batch)s",
            "Verify %(count)d applications, %(batch)s",
            count,
        ),
        Deed.ACCEPT: ngettext(
            "Accept %(count)d applicant, %(batch)s", "Accept %(count)d applicants, %(batch)s", count
        ),
        Deed.RESERVE: ngettext(
            "Put %(count)d applicant on the reserve list, %(batch)s",
            "Put %(count)d applicants on the reserve list, %(batch)s",
            count,
        ),
        Deed.DECLINE: ngettext(
            "Decline %(count)d application, %(batch)s",
            "Decline %(count)d applications, %(batch)s",
            count,
        ),
        Deed.APPLY: ngettext(
            "Decide about %(count)d application as proposed, %(batch)s",
            "Decide about %(count)d applications as proposed, %(batch)s",
            count,
        ),
        Deed.UNDO: ngettext(
            "Take back %(count)d decision, %(batch)s",
            "Take back %(count)d decisions, %(batch)s",
            count,
        ),
    }[deed]
    return text % {"count": count, "batch": batch}
