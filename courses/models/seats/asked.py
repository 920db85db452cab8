import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from courses.models.batches.batch import CompletionRule

RULE = (
    "all_activities",
    "minimum_mark",
    "minimum_attendance",
    "excused_counts",
    "final_assignment_accepted",
    "dropped_quizzes",
)
_NUMBERS = frozenset({"minimum_mark", "minimum_attendance"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a person at the moment of meeting the rule; later demands are not.

    `weights` of the demanded activities by id, `sessions` their ids, `done` what was done by
    then. `graded` are those that gave marks, `final` the final assignments (None: not known, so
    as their pages are now). `since` is known of what was reached and then taken back by a
    correction.
    """

    rule: CompletionRule
    weights: dict[int, Decimal]
    sessions: frozenset[int] = frozenset()
    done: frozenset[int] = field(default=frozenset())
    since: dt.datetime | None = None
    graded: frozenset[int] | None = None
    final: frozenset[int] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as it is stored in a row."""
        rule = {name: getattr(self.rule, name) for name in RULE}
        return {
            "rule": rule | {name: _text(rule[name]) for name in _NUMBERS},
            "weights": {str(pk): str(weight) for pk, weight in self.weights.items()},
            "sessions": sorted(self.sessions),
            "done": sorted(self.done),
            "since": self.since.isoformat() if self.since else None,
            "graded": None if self.graded is None else sorted(self.graded),
            "final": None if self.final is None else sorted(self.final),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self | None:
        """Return what a row says; None where the rule was never met."""
        if not stored:
            return None
        rule = stored["rule"]
        return cls(
            rule=CompletionRule(
                **rule | {name: _number(rule[name]) for name in _NUMBERS},
            ),
            weights={int(pk): Decimal(weight) for pk, weight in stored["weights"].items()},
            sessions=frozenset(stored["sessions"]),
            done=frozenset(stored["done"]),
            since=dt.datetime.fromisoformat(stored["since"]) if stored["since"] else None,
            graded=_ids(stored.get("graded")),
            final=_ids(stored.get("final")),
        )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _ids(stored: list[int] | None) -> frozenset[int] | None:
    return None if stored is None else frozenset(stored)
