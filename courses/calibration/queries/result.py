"""What trainers have given side by side, the greatest differences first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from courses.models import CalibrationMark, CalibrationPart, CalibrationRound, CalibrationWork

# Differences of marks, of 100: from here on one talks about them.
SOME, MUCH = 5, 15
# A mean that differs by less is the same.
SAME = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one hand-in: what each trainer gave, in the order of the trainers."""

    title: str
    of: int
    scores: list[dict[str, Any] | None]

    @property
    def levels(self) -> str:
        """The levels that were chosen, in words."""
        return "; ".join(
            score["level"]["title"] for score in self.scores if score and score.get("level")
        )

    @property
    def spread(self) -> int:
        points = [score["points"] for score in self.scores if score]
        return max(points) - min(points) if points else 0


@dataclass(frozen=True, slots=True)
class Compared:
    """One hand-in: the marks in the order of the trainers, and its criteria."""

    work: CalibrationWork
    marks: list[CalibrationMark | None]
    lines: list[Line]

    @property
    def given(self) -> list[Decimal]:
        return [row.mark for row in self.marks if row is not None and row.mark is not None]

    @property
    def has_words(self) -> bool:
        return any(row is not None and row.words for row in self.marks)

    @property
    def spread(self) -> Decimal:
        return max(self.given) - min(self.given) if self.given else Decimal(0)

    @property
    def judgement(self) -> str | Promise:
        """How far apart the marks are, in words; "" where there is but one."""
        if len(self.given) < 2:
            return ""
        if self.spread >= MUCH:
            return pgettext_lazy("difference of marks", "far apart")
        if self.spread >= SOME:
            return pgettext_lazy("difference of marks", "somewhat apart")
        return pgettext_lazy("difference of marks", "nearly the same")

    @property
    def tone(self) -> str:
        return "bad" if self.spread >= MUCH else "next" if self.spread >= SOME else "good"

    @property
    def widest(self) -> Line | None:
        """The criterion that is judged most differently, as a share of its points."""
        differing = [line for line in self.lines if line.spread]
        return max(differing, key=lambda line: line.spread / line.of, default=None)


@dataclass(frozen=True, slots=True)
class Leaning:
    """By how much a trainer's marks lie above those of the others, on average."""

    part: CalibrationPart
    difference: Decimal

    @property
    def amount(self) -> Decimal:
        return abs(self.difference)

    @property
    def is_same(self) -> bool:
        return self.amount < SAME


@dataclass(frozen=True, slots=True)
class Result:
    parts: list[CalibrationPart]
    works: list[Compared]
    leanings: list[Leaning]


def result_of(round: CalibrationRound, works: Iterable[CalibrationWork]) -> Result:
    """Compare those who have finished, in one query; what others have begun stays theirs."""
    parts = [part for part in round.parts.all() if part.finished_at is not None]
    standing = [work for work in works if work.stands]
    rows = CalibrationMark.objects.filter(part__in=parts, work__in=standing)
    found = {(row.work_id, row.part_id): row for row in rows}
    compared = [
        _compared(work, [found.get((work.pk, part.pk)) for part in parts]) for work in standing
    ]
    compared.sort(key=lambda one: (-one.spread, one.work.number))
    return Result(parts, compared, _leanings(parts, compared))


def _compared(work: CalibrationWork, marks: list[CalibrationMark | None]) -> Compared:
    by_trainer = [
        {score["criterion"]: score for score in row.scores} if row is not None else {}
        for row in marks
    ]
    # Criteria as the first who has them worded them; a later one may have been added since.
    known: dict[int, dict[str, Any]] = {}
    for scores in by_trainer:
        for key, score in scores.items():
            known.setdefault(key, score)
    lines = [
        Line(score["title"], score["of"], [scores.get(key) for scores in by_trainer])
        for key, score in known.items()
    ]
    return Compared(work, marks, lines)


def _leanings(parts: Sequence[CalibrationPart], works: Sequence[Compared]) -> list[Leaning]:
    """Each against the mean of the others, hand-in by hand-in."""
    found = []
    for place, part in enumerate(parts):
        differences = []
        for work in works:
            own = work.marks[place]
            others = [
                row.mark
                for number, row in enumerate(work.marks)
                if number != place and row is not None and row.mark is not None
            ]
            if own is not None and own.mark is not None and others:
                differences.append(own.mark - sum(others, Decimal(0)) / len(others))
        if differences:
            found.append(Leaning(part, sum(differences, Decimal(0)) / len(differences)))
    return found
