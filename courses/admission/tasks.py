from academy.core.jobs import Progress, job_task
from academy.people.models import User
from courses.admission.actions.bulk import Decision, Deed
from courses.admission.actions.deciding_long import decide_long
from courses.admission.queries.decisions import DECIDE_JOB


@job_task(DECIDE_JOB)
def decide_applications(
    progress: Progress,
    *,
    batch: int,
    deed: str,
    reason: str,
    rest_to_reserve: bool,
    rows: list[list[int | str]],
    by: int,
    undoes: int | None = None,
    proposal: int | None = None,
) -> None:
    decision = Decision(Deed(deed), reason=reason, rest_to_reserve=rest_to_reserve)
    decide_long(progress, decision, rows=rows, by=User.objects.get(pk=by))
