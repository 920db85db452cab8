"""What became of a proposal that was applied."""

from academy.core.models import Job
from academy.core.models.job import JobState
from courses.admission.queries.decisions import DECIDE_JOB
from courses.models import Proposal


def standing_job(proposal: Proposal) -> Job | None:
    """Return the job that applied `proposal`; None where none did, or it was taken back."""
    found = Job.objects.filter(kind=DECIDE_JOB)
    job = found.filter(args__proposal=proposal.pk).select_related("created_by").first()
    if job is None:
        return None
    undone = found.filter(args__undoes=job.pk).exclude(state=JobState.FAILED).exists()
    return None if undone else job
