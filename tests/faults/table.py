"""What a trial of a fault has shown: a line of the table."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Line:
    """What is printed of one fault."""

    fault: str
    taken: int = 0
    lost: int = 0
    twice: int = 0
    seconds: float | None = None
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    skipped: str = ""

    @property
    def is_good(self) -> bool:
        bare = any("BARE" in words for words in self.said)
        return not (self.lost or self.twice or bare or self.wrong)

    def __str__(self) -> str:
        if self.skipped:
            return f"{self.fault:44}skipped: {self.skipped}"
        said = ", ".join(f"{count} {words}" for words, count in self.said.most_common())
        seconds = f"{self.seconds:.0f} s" if self.seconds is not None else "never"
        wrong = f"  WRONG: {'; '.join(self.wrong)}" if self.wrong else ""
        return (
            f"{self.fault:44}{self.taken:6}{self.lost:6}{self.twice:6}{seconds:>9}  {said}{wrong}"
        )
