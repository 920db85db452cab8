"""Work that takes as long as is asked, and leaves a line for each thing that it did."""

import time
from pathlib import Path

from academy.core.jobs import Progress, job_task


@job_task("tests.long_work")
def long_work(progress: Progress, *, diary: str, steps: int) -> None:
    """Do `steps` steps of a second, begun where an earlier run ended, and one result."""
    progress.total(steps)
    for number in range(progress.job.done_count + 1, steps + 1):
        time.sleep(1)
        progress.step(number)
        _note(diary, f"step {progress.job.attempts} {time.time():.1f}")
    _note(diary, f"result {progress.job.attempts} {time.time():.1f}")


def _note(diary: str, line: str) -> None:
    with Path(diary).open("a") as file:
        file.write(f"{line}\n")
