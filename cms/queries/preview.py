"""What a file of questions would bring, for who sent it to look at."""

from dataclasses import dataclass

from cms.formats.banked.losing import lost
from cms.formats.banked.shape import BankQuestion
from cms.formats.banked.taking import taken
from cms.formats.written import Fault, Reading
from cms.models import QuestionKind


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as it would be, and what of it the bank cannot hold."""

    line: int
    question: BankQuestion
    kind: str
    lost: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The questions of a file that would be taken in, and what is left out of it."""

    questions: list[ShownQuestion]
    faults: list[Fault]


def preview_of(reading: Reading) -> Preview:
    """Return what would be made of `reading`."""
    shown, faults = [], list(reading.faults)
    for read in reading.questions:
        banked = taken(read)
        if banked is None:
            faults += [Fault(read.line, what) for what in lost(read)]
        else:
            label = str(QuestionKind(banked.kind).label)
            shown.append(ShownQuestion(read.line, banked, label, lost(read)))
    return Preview(shown, sorted(faults, key=lambda fault: fault.line))
