"""What a lesson asks in passing, without marks: what is asked, and what comes after the answer.

Plain values, kept with the lesson's HTML and the same for everybody. What opens with an answer
is shown by `courses`, which knows who has answered; nothing of it is in a page before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from academy.core.text.alike import plain
from academy.core.text.figures import number
from academy.core.text.typed import clean_typed
from cms.blocks.pictures import Source

# Longer than any word that fits into a gap.
GAP_LENGTH = 100
# One sign more, less or other is a slip of the thumb in a word of so many letters.
SLIP_IN = 6
LETTER = re.compile(r"[^\W\d_]")
GAP = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen or put in its place; of a picture, `text` is its description."""

    id: str
    text: str
    picture: Source | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A block that opens with an answer. `id` is the block's own, however it is edited."""

    id: str
    kind: str
    question: str
    explanation: str

    @property
    def anchor(self) -> str:
        """Where the block stands in its page."""
        return f"b-{self.id[:8]}"

    def read(self, given: Sequence[str]) -> list[str] | None:
        """Return what was answered with what a form sent; None where it is no answer."""
        raise NotImplementedError

    def words(self, answer: Sequence[str]) -> str:
        """Return `answer` as it can be read."""
        raise NotImplementedError

    def is_right(self, answer: Sequence[str]) -> bool | None:
        """Say whether `answer` is right; None where nothing is right or wrong."""
        return None


@dataclass(frozen=True, slots=True)
class Choice(Asked):
    """One of several sentences or pictures; none of them need be right."""

    options: tuple[Option, ...]
    right: frozenset[str]

    def read(self, given: Sequence[str]) -> list[str] | None:
        known = [option.id for option in self.options]
        return [given[0]] if len(given) == 1 and given[0] in known else None

    def words(self, answer: Sequence[str]) -> str:
        return "; ".join(option.text for option in self.options if option.id in answer)

    def is_right(self, answer: Sequence[str]) -> bool | None:
        return bool(self.right.intersection(answer)) if self.right else None


@dataclass(frozen=True, slots=True)
class Ordering(Asked):
    """Steps to be put in order; `options` stand in the right one."""

    options: tuple[Option, ...]

    @property
    def shuffled(self) -> tuple[Option, ...]:
        """The steps as they are asked: the same for everybody, and never in their order."""
        mixed = sorted(self.options, key=lambda one: sha256(f"{self.id}{one.id}".encode()).digest())
        if mixed == list(self.options):
            mixed = [*mixed[1:], *mixed[:1]]
        return tuple(mixed)

    def read(self, given: Sequence[str]) -> list[str] | None:
        """Read "id:place" of each step."""
        placed = dict(one.partition(":")[::2] for one in given)
        places = [str(place) for place in range(1, len(self.options) + 1)]
        if {option.id for option in self.options} != set(placed):
            return None
        if sorted(placed.values()) != sorted(places):
            return None
        return sorted(placed, key=lambda step: places.index(placed[step]))

    def words(self, answer: Sequence[str]) -> str:
        texts = {option.id: option.text for option in self.options}
        return "; ".join(texts[step] for step in answer if step in texts)

    def is_right(self, answer: Sequence[str]) -> bool | None:
        return list(answer) == [option.id for option in self.options]


@dataclass(frozen=True, slots=True)
class FillIn(Asked):
    """Sentences with words missing: `texts` stand around the `gaps`, one more than these."""

    texts: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]

    @property
    def sentence(self) -> list[tuple[str, tuple[str, ...]]]:
        """The texts, each with the words that its gap takes."""
        nothing: tuple[str, ...] = ()
        return [*zip(self.texts, (*self.gaps, nothing), strict=True)]

    def read(self, given: Sequence[str]) -> list[str] | None:
        words = [clean_typed(word)[:GAP_LENGTH] for word in given]
        return words if len(words) == len(self.gaps) and any(words) else None

    def words(self, answer: Sequence[str]) -> str:
        return "; ".join(answer)

    def rights(self, answer: Sequence[str]) -> list[bool]:
        """Say of each gap whether one of its words was typed."""
        # A gap that came later has not been answered.
        typed = [*answer, *[""] * len(self.gaps)]
        return [
            any(is_near(word, wanted) for wanted in gap)
            for word, gap in zip(typed, self.gaps, strict=False)
        ]

    def is_right(self, answer: Sequence[str]) -> bool | None:
        return all(self.rights(answer))


@dataclass(frozen=True, slots=True)
class Reveal(Asked):
    """Something to think about first, and to read then."""

    def read(self, given: Sequence[str]) -> list[str] | None:
        return []

    def words(self, answer: Sequence[str]) -> str:
        return ""


def gaps_of(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return what stands around the gaps of `text`, and for each gap the words it takes.

    A gap is written as [word] or [word|other word].
    """
    parts = GAP.split(text)
    gaps = tuple(
        tuple(word.strip() for word in part.split("|") if word.strip()) for part in parts[1::2]
    )
    return tuple(parts[::2]), gaps


def is_near(typed: str, wanted: str) -> bool:
    """Say whether `typed` is the word `wanted`: capitals, spaces, signs around it, one slip aside.

    A sign or a figure that makes another answer is no slip: neither "1/4 sendok" nor "12 sendok"
    is "1/2 sendok".
    """
    figure, word, right = number(typed), plain(typed), plain(wanted)
    if figure is not None or number(wanted) is not None:
        return figure == number(wanted)
    is_slip = len(right) >= SLIP_IN and LETTER.sub("", word) == LETTER.sub("", right)
    return bool(word) and (word == right or (is_slip and _is_one_off(word, right)))


def _is_one_off(one: str, other: str) -> bool:
    """Say whether one sign added, dropped, changed or two exchanged make `other` of `one`."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return (
        a[1:] == b
        or a == b[1:]
        or a[1:] == b[1:]
        or (len(a) > 1 and len(b) > 1 and (a[0], a[1], a[2:]) == (b[1], b[0], b[2:]))
    )
