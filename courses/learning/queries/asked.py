"""What a lesson asks in passing, and what one person has answered to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.safestring import SafeString

from cms.blocks.asking import Asked, FillIn, Option, Ordering
from courses.models import BlockAnswer


@dataclass(frozen=True, slots=True)
class Step:
    """A step to be put in order: where it was put, and where it belongs."""

    option: Option
    place: str
    right_place: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A piece of text and the gap after it (`number` 0: none, at the end)."""

    before: str
    number: int
    typed: str
    is_right: bool
    wanted: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as one person finds it: open where it was answered.

    `given` is what stands in its form; `refused` says why what was sent is no answer.
    """

    asked: Asked
    answer: BlockAnswer | None = None
    given: Sequence[str] = field(default=())
    refused: str = ""

    @property
    def is_open(self) -> bool:
        return self.answer is not None

    @property
    def verdict(self) -> bool | None:
        """Whether the answer is right as the block stands now."""
        return None if self.answer is None else self.asked.is_right(self.answer.answer)

    @property
    def former(self) -> str:
        """What was answered, where it is none of what can be answered now."""
        if self.answer is None or self.asked.words(self.answer.answer) == self.answer.words:
            return ""
        return self.answer.words

    def steps(self) -> Iterator[Step]:
        """The steps of an ordering, mixed, each with the place that was given to it."""
        if not isinstance(self.asked, Ordering):
            return
        right = {option.id: str(at) for at, option in enumerate(self.asked.options, 1)}
        if self.answer is not None and not self.refused:
            placed = {step: str(at) for at, step in enumerate(self.given, 1)}
        else:
            placed = dict(one.partition(":")[::2] for one in self.given)
        for option in self.asked.shuffled:
            yield Step(option, placed.get(option.id, ""), right[option.id])

    def gaps(self) -> Iterator[Gap]:
        """The text of a fill-in with its gaps."""
        if not isinstance(self.asked, FillIn):
            return
        pieces = zip_longest(self.asked.texts, self.asked.gaps, self.asked.rights(self.given))
        for at, (before, wanted, is_right) in enumerate(pieces):
            typed = self.given[at] if wanted and at < len(self.given) else ""
            yield Gap(
                before,
                at + 1 if wanted else 0,
                typed,
                bool(is_right),
                " / ".join(wanted) if wanted and self.is_open else "",
            )


def shown_parts(
    parts: Sequence[SafeString | Asked],
    answers: Mapping[str, BlockAnswer],
    refused: Shown | None = None,
) -> Iterator[tuple[SafeString, Shown | None]]:
    """Return the HTML of a lesson, and between it what it asks, as one person finds it."""
    for part in parts:
        if not isinstance(part, Asked):
            yield part, None
        elif refused is not None and refused.asked.id == part.id:
            yield SafeString(), refused
        else:
            yield SafeString(), shown(part, answers.get(part.id))


def shown(asked: Asked, answer: BlockAnswer | None) -> Shown:
    """Return a block with what was answered to it, if it was."""
    return Shown(asked, answer, answer.answer if answer else ())
