"""Long work for tests: each step waits until the test lets it go on."""

from pathlib import Path

from academy.core.jobs import Progress, job_task


@job_task("tests.gated")
def gated(progress: Progress, *, gate: str, steps: int) -> None:
    """Do `steps` steps; before each, take a token from the named pipe `gate`."""
    progress.total(steps)
    for number in range(1, steps + 1):
        with Path(gate).open("rb", buffering=0) as pipe:
            pipe.read(1)
        progress.step(number)
