"""What is asked of a person, and how far the person is: counted here, for everybody.

Nothing here reads database or clock (`queries` does); `requirements` says if it is enough.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from courses.models import AttendanceStatus, CompletionRule, Session
from courses.models.seats.asked import Asked

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Demand:
    """An activity that a batch demands, with what counting needs of its page.

    `activity_id` is the page's key; `weight` how much its mark counts.
    """

    activity_id: int
    weight: Decimal
    title: str
    path: str
    minutes: int
    # Whether it can be reached: published with its module and course, and taught here.
    is_live: bool
    is_graded: bool
    # None: no assignment.
    is_final: bool | None

    @property
    def is_quiz(self) -> bool:
        """Whether it is a quiz that counts."""
        return self.is_graded and self.is_final is None


@dataclass(slots=True)
class Figures:
    """What one person has reached. Marks 0 to 100 unrounded; None: nothing to count yet."""

    required: list[Demand] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    mean_mark: Decimal | None = None
    unmarked_count: int = 0
    # Marks not shown to the person yet, above as if not given; then how many are really missing.
    hidden_count: int = 0
    missing_count: int | None = None
    # Quizzes that the rule leaves out of the mean.
    dropped: frozenset[int] = frozenset()
    attended_count: int = 0
    held_count: int = 0
    # Those that this person is asked for, in order of time, also the ones to come.
    sessions: list[Session] = field(default_factory=list)
    # Those that the rule looks at: of who has met it, the ones asked for by then.
    ruled: list[Session] = field(default_factory=list)
    ruled_attended_count: int = 0
    ruled_held_count: int = 0
    # Whether the batch has any, also ones that were over before this person came.
    batch_has_sessions: bool = False
    final_open: list[Demand] = field(default_factory=list)
    # Whether the batch demands anything that can be reached, and anything with a mark: also of
    # who is exempt from all of it, so that nothing of it is in `required`.
    batch_demands: bool = False
    batch_marks: bool = False
    # The rule that the person has met; None: not met yet, so the batch's of today counts.
    rule: CompletionRule | None = None

    @property
    def done_count(self) -> int:
        return sum(1 for item in self.required if item.activity_id in self.done)

    @property
    def progress(self) -> int:
        """Done of required, 0 to 100, rounded down: 100 only when all is done."""
        if not self.required:
            return 100 if self.batch_demands else 0
        return 100 * self.done_count // len(self.required)

    @property
    def is_marked(self) -> bool:
        """Whether anything that is asked of this person has a mark that counts."""
        return any(item.is_graded and item.weight for item in self.required)

    @property
    def session_count(self) -> int:
        return len(self.ruled)

    @property
    def attendance_percent(self) -> Decimal | None:
        """Attended of the sessions held so far, 0 to 100."""
        if not self.held_count:
            return None
        return rounded(Decimal(100 * self.attended_count) / self.held_count)


def rounded(value: Decimal) -> Decimal:
    """Return `value` with two places, as it is stored and shown (never for comparing)."""
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)


def counted_statuses(rule: CompletionRule) -> frozenset[str]:
    """Return what counts as attended under `rule`."""
    if rule.excused_counts:
        return frozenset({AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ILL})
    return frozenset({AttendanceStatus.PRESENT})


def reached(
    demands: Iterable[Demand],
    sessions: Collection[Session],
    *,
    rule: CompletionRule,
    asked: Asked | None,
    enrolled_at: dt.datetime,
    done: set[int],
    marks: Mapping[int, Decimal],
    statuses: Mapping[int, str],
    now: dt.datetime,
    exempt: Collection[int] = (),
) -> Figures:
    """Return what a person has reached of `demands` and `sessions` of the batch.

    `rule` is the batch's of today; `asked` what was asked of who has met it (None: not met).
    `exempt` are the activities that this person need not do.
    `sessions` are those not called off, in order of time; `statuses` what is noted of the
    person, by id of the session.
    """
    demands = list(demands)
    own = own_demands(demands, done=done, asked=asked, exempt=exempt)
    reachable = [item for item in demands if item.is_live or item.activity_id in done]
    meant = mean_of(own, marks, drop=(asked.rule if asked else rule).dropped_quizzes)
    counted = counted_statuses(asked.rule if asked else rule)
    attended = {pk for pk, status in statuses.items() if status in counted}
    # Who came as a replacement is not asked for what was over before.
    of_person = [item for item in sessions if item.ends_at >= enrolled_at or item.pk in attended]
    ruled = [item for item in of_person if asked is None or item.pk in asked.sessions]

    def is_held(session: Session) -> bool:
        # One that runs is held for those who are there, and for nobody else yet.
        return session.ends_at <= now or session.pk in attended

    return Figures(
        required=own,
        done=done,
        mean_mark=meant.value,
        unmarked_count=meant.unmarked_count,
        dropped=meant.dropped,
        attended_count=sum(1 for item in of_person if item.pk in attended),
        held_count=sum(map(is_held, of_person)),
        sessions=of_person,
        ruled=ruled,
        ruled_attended_count=sum(1 for item in ruled if item.pk in attended),
        ruled_held_count=sum(map(is_held, ruled)),
        batch_has_sessions=bool(sessions),
        final_open=[item for item in own if item.is_final and item.activity_id not in done],
        batch_demands=bool(reachable),
        batch_marks=any(item.is_graded and item.weight for item in reachable),
        rule=asked.rule if asked else None,
    )


@dataclass(frozen=True, slots=True)
class Mean:
    """A weighted mean, unrounded (None: no mark yet), and what it was made without."""

    value: Decimal | None
    # Quizzes that the rule leaves out; without a mark only where all of those are left out.
    dropped: frozenset[int] = frozenset()
    # How many marks are still missing in it.
    unmarked_count: int = 0


def mean_of(demands: Iterable[Demand], marks: Mapping[int, Decimal], *, drop: int = 0) -> Mean:
    """Return the mean of `marks` in the best way of leaving out up to `drop` quizzes.

    A quiz without a mark is the first to be left out. So a further or a better mark never
    lowers the mean, nor does a rule that leaves out one more.
    """
    graded = [item for item in demands if item.is_graded and item.weight]
    marked = [item for item in graded if item.activity_id in marks]
    waiting = [item for item in graded if item.activity_id not in marks]
    blank = frozenset(item.activity_id for item in waiting if item.is_quiz)
    budget = max(0, drop - len(blank))
    value, out = _best_mean(marked, marks, budget)
    return Mean(
        value,
        dropped=out | blank if drop and len(blank) <= drop else out,
        unmarked_count=len(waiting) - min(drop, len(blank)),
    )


def _best_mean(
    marked: list[Demand], marks: Mapping[int, Decimal], budget: int
) -> tuple[Decimal | None, frozenset[int]]:
    """Return the highest mean without up to `budget` quizzes, and which those are.

    Those go that pull the mean down most; against the better mean others may, until none does.
    """
    out: frozenset[int] = frozenset()
    value = _weighted(marked, marks)
    if value is None or not budget:
        return value, out
    quizzes = [item for item in marked if item.is_quiz]
    while True:
        pulls = sorted(
            (-item.weight * (value - marks[item.activity_id]), item.activity_id)
            for item in quizzes
            if marks[item.activity_id] < value
        )
        found = frozenset(pk for _pull, pk in pulls[:budget])
        better = _weighted([item for item in marked if item.activity_id not in found], marks)
        if better is None or better <= value:
            return value, out
        value, out = better, found


def _weighted(marked: Iterable[Demand], marks: Mapping[int, Decimal]) -> Decimal | None:
    weight, total = Decimal(0), Decimal(0)
    for item in marked:
        weight += item.weight
        total += item.weight * marks[item.activity_id]
    return total / weight if weight else None


def own_demands(
    demands: Iterable[Demand],
    *,
    done: Collection[int],
    asked: Asked | None,
    exempt: Collection[int] = (),
) -> list[Demand]:
    """Return what of `demands` is asked of a person: the one rule for every share of them.

    An activity that nobody can reach any more counts only for those who had done it. Of what
    a person is exempt from, what was done stays done, and its mark weighs nothing. Who has
    met the rule is asked for what was `asked` by then, with the weights and kinds of then.
    """
    own = [
        replace(item, weight=Decimal(0)) if item.activity_id in exempt else item
        for item in demands
        if item.activity_id in done or (item.is_live and item.activity_id not in exempt)
    ]
    if asked is None:
        return own
    return [
        _as_then(item, asked, is_exempt=item.activity_id in exempt)
        for item in own
        if item.activity_id in asked.weights
    ]


def _as_then(item: Demand, asked: Asked, *, is_exempt: bool) -> Demand:
    """Return `item` as it counted when the rule was met, whatever its page has become since."""
    pk = item.activity_id
    then = (
        item.weight if is_exempt else asked.weights[pk],
        item.is_graded if asked.graded is None else pk in asked.graded,
        item.is_final if asked.final is None or item.is_final is None else pk in asked.final,
    )
    if then == (item.weight, item.is_graded, item.is_final):
        return item
    return replace(item, weight=then[0], is_graded=then[1], is_final=then[2])


def asked_now(rule: CompletionRule, figures: Figures) -> Asked:
    """Return what is asked of somebody with `figures`, to be kept when it is reached."""
    weights = {item.activity_id: item.weight for item in figures.required}
    return Asked(
        rule=figures.rule or rule,
        weights=weights,
        sessions=frozenset(item.pk for item in figures.sessions),
        done=frozenset(weights.keys() & figures.done),
        graded=frozenset(item.activity_id for item in figures.required if item.is_graded),
        final=frozenset(item.activity_id for item in figures.required if item.is_final),
    )
