"""Long work as its diary tells of it."""

from pathlib import Path
from uuid import uuid4

from tests.faults.setup import Setup
from tests.faults.table import Line


class Job:
    """Long work, and the diary that it writes."""

    def __init__(self, made: Setup, *, steps: int):
        self.made = made
        self.diary = Path(made.academy.folder).parent / f"{uuid4().hex}.diary"
        said = made.run("tests.faults.work", str(self.diary), str(steps))
        self.number = said.split()[-1]

    def lines(self, word: str) -> list[str]:
        if not self.diary.exists():
            return []
        return [line for line in self.diary.read_text().splitlines() if line.startswith(word)]

    def attempt(self) -> int:
        """Which run of it wrote the last step."""
        return int(self.lines("step")[-1].split()[1])

    def is_done(self) -> bool:
        query = "SELECT state FROM core_job WHERE id = ?"
        return self.made.rows(query, int(self.number)) == [("done",)]

    def checked(self, line: Line) -> Line:
        """Write into `line` what is wrong with the one result that it must have."""
        results = len(self.lines("result"))
        if results != 1 or not self.is_done():
            line.wrong.append(f"{results} results of the job, done: {self.is_done()}")
        return line
