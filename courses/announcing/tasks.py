from academy.core.jobs import Progress, job_task
from courses.announcing import actions


@job_task(actions.TELL)
def tell_announcement(
    progress: Progress, *, announcement: int, number: int, people: list[int]
) -> None:
    """Tell each of `people` once, however often this is begun."""
    progress.once_each(people, lambda person: actions.tell_one(announcement, number, person))
