"""What of a marked attempt its owner may see now. Pure.

Practice asks the same rule: what a quiz still hides is asked nowhere else.
"""

from dataclasses import dataclass
from decimal import Decimal

from cms.models import QuizKind, Shown


@dataclass(frozen=True, slots=True)
class Settings:
    """What the author of a quiz has chosen."""

    kind: str
    mark: str
    right: str
    key: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands in a quiz. One open attempt can still be handed in.

    `has_closed`: the module takes no more work of this person.
    """

    has_passed: bool
    is_used_up: bool
    has_open: bool = False
    has_closed: bool = False

    @property
    def may_earn_more(self) -> bool:
        """Whether another attempt may still be what passes."""
        return not self.has_passed and (not self.is_used_up or self.has_open)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What may be shown."""

    mark: bool
    right: bool
    key: bool
    explanation: bool

    @classmethod
    def whole(cls, is_shown: bool) -> "Revealed":
        """All of it, or no more than the mark and which answers were right."""
        return cls(mark=True, right=True, key=is_shown, explanation=is_shown)

    @property
    def all(self) -> bool:
        """Whether nothing is hidden any more."""
        return self.mark and self.right and self.key and self.explanation


def revealed(settings: Settings, standing: Standing) -> Revealed:
    """Return what `settings` let somebody see who stands there.

    Nothing of it comes before the mark, which could be counted from it.
    """
    is_graded = settings.kind != QuizKind.PRE_TEST
    if not is_shown(settings.mark, standing, is_graded=is_graded):
        return Revealed(mark=False, right=False, key=False, explanation=False)
    key = is_shown(settings.key, standing, is_graded=is_graded, is_key=True)
    return Revealed(
        mark=True,
        # Who sees the right answers sees which were right.
        right=key or is_shown(settings.right, standing, is_graded=is_graded),
        key=key,
        explanation=is_shown(settings.explanation, standing, is_graded=is_graded, is_key=True),
    )


def is_pass(mark: Decimal | None, pass_mark: Decimal | None) -> bool:
    """Say whether `mark` passes a quiz, however it came to be."""
    return mark is not None and pass_mark is not None and mark >= pass_mark


def is_shown(when: str, standing: Standing, *, is_graded: bool, is_key: bool = False) -> bool:
    """Say whether what is set to be shown at `when` is shown to somebody who stands there."""
    if is_key and standing.has_open:
        # What another attempt has shown would be the key of this one, also after a pass.
        return False
    is_none_left = standing.is_used_up and not standing.has_open
    return {
        Shown.AT_ONCE: True,
        # Without a mark there is nothing to earn.
        Shown.SETTLED: not (standing.may_earn_more if is_graded else standing.has_open),
        Shown.PASSED: standing.has_passed,
        Shown.NONE_LEFT: is_none_left,
        Shown.CLOSED: standing.has_closed and not standing.has_open,
        Shown.NEVER: False,
    }[Shown(when)]
