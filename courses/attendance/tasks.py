from typing import Any

from academy.core.jobs import Progress, job_task
from courses.attendance.actions import telling
from courses.models import Batch, Session


@job_task(telling.TELL)
def tell_of_session(
    progress: Progress,
    *,
    session: int,
    change: str,
    params: dict[str, Any],
    people: list[tuple[int, str, bool]],
) -> None:
    """Tell each of `people` once what has changed, however often this is begun."""
    found = Session.objects.get(pk=session)
    progress.once_each(people, lambda person: telling.tell_one(found, change, params, person))


@job_task(telling.TELL_TIMETABLE)
def tell_of_timetable(
    progress: Progress,
    *,
    batch: int,
    kind: str,
    change: str,
    params: dict[str, Any],
    people: list[tuple[int, bool]],
) -> None:
    """Tell each of `people` once that the dates of a batch have moved."""
    found = Batch.objects.get(pk=batch)
    progress.once_each(
        people,
        lambda person: telling.tell_one_of_timetable(found, kind, change, params, person),
    )
