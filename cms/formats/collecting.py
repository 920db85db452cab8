"""What is found in a file, while it is read: never more than a file of questions can mean."""

from django.utils.translation import gettext

from cms.formats.checks import wrong_with
from cms.formats.written import Fault, Reading, WrittenQuestion

MOST_QUESTIONS = 20_000
MOST_FAULTS = 1_000


class Collector:
    """Questions and faults of a file, in the order in which they come up."""

    def __init__(self) -> None:
        self._questions: list[WrittenQuestion] = []
        self._faults: list[Fault] = []
        self._begun = 0

    @property
    def is_full(self) -> bool:
        """Say whether reading on would be of no use."""
        return len(self._questions) >= MOST_QUESTIONS or len(self._faults) >= MOST_FAULTS

    def begin(self) -> None:
        """Note that a question begins: what is said from now on is about it."""
        self._begun = len(self._faults)

    def add(self, question: WrittenQuestion) -> None:
        """Take a question if it can be asked; else say why not, and nothing more about it."""
        if what := wrong_with(question):
            del self._faults[self._begun :]
            self.fault(question.line, what)
        else:
            self._questions.append(question)

    def fault(self, line: int, what: str) -> None:
        """Note what could not be read, once."""
        fault = Fault(line, what)
        if fault not in self._faults[self._begun :]:
            self._faults.append(fault)

    def reading(self, line: int = 1) -> Reading:
        """Return what was found; `line` is where reading ended, if it ended early."""
        faults = sorted(self._faults, key=lambda fault: fault.line)
        if self.is_full:
            faults.append(
                Fault(
                    line, gettext("The rest of this file is not read: split it into smaller ones.")
                )
            )
        return Reading(tuple(self._questions), tuple(faults))
