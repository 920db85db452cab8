"""Every two acts at the same time: none waits for ever, none undoes the other unseen."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations_with_replacement

import pytest
from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.test import TestCase

from academy.core.models import Act, AuditEntry
from academy.notify.models import Notice
from academy.people.models import User
from certificates.models import Certificate
from courses.completion.actions import refresh_batch
from courses.models import (
    Application,
    AttemptAnswer,
    Attendance,
    Batch,
    BatchCourse,
    BatchMove,
    Completion,
    CompletionRule,
    Enrollment,
    Mark,
    MarkCorrection,
    PersonCorrection,
    PersonMerge,
    PracticeCard,
    PracticeReview,
    QuizAttempt,
    RequiredActivity,
    Review,
    Session,
    Submission,
    SubmissionFile,
)
from tests.courses.acts.meeting import kept_tables, meeting, outcome_of
from tests.courses.acts.pairs import ACTS, PairWorld, pair_world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]

# What an act leaves behind, without keys and times that differ from run to run.
SHOWN = {
    Application: ("user", "pk", "state", "reserve_position"),
    Batch: ("pk", "seats"),
    BatchMove: ("person", "from_batch", "to_batch", "completed_by_it"),
    CompletionRule: ("batch", "minimum_mark"),
    RequiredActivity: ("activity", "weight"),
    BatchCourse: ("course", "position"),
    Session: ("pk", "cancelled_at"),
    Enrollment: (
        "user", "batch", "state", "replaced_by__user", "done_count", "required_count", "progress",
        "mean_mark", "attendance_percent", "is_eligible", "eligible_at",
        "completed_at", "practice_on",
    ),
    Completion: ("enrollment__user", "activity"),
    Mark: ("enrollment__user", "activity", "value"),
    MarkCorrection: ("enrollment__user", "activity", "before", "after"),
    PersonCorrection: ("person", "changes"),
    PersonMerge: ("person", "account"),
    User: ("pk", "merged_into", "full_name"),
    Attendance: ("session", "enrollment__user", "status"),
    PracticeCard: ("user", "answer_count", "wrong_count"),
    PracticeReview: ("user", "on", "was_right"),
    QuizAttempt: ("enrollment__user", "number", "state", "mark"),
    AttemptAnswer: ("attempt", "position", "answer"),
    Submission: ("enrollment__user", "number", "state", "note"),
    SubmissionFile: ("submission", "position", "sha256"),
    Review: ("submission", "verdict", "mark", "undone_at"),
    Certificate: ("enrollment__user", "kind", "state", "serial"),
    Notice: ("user", "kind"),
    Act: ("person", "kind", "object_type"),
    AuditEntry: ("verb", "object_type", "actor"),
}  # fmt: skip


def _rows(model, fields):
    """Return the query for `fields`; of a time it matters only whether it is set."""
    shown = {f"shown_{place}": _shown(name) for place, name in enumerate(fields)}
    return model._base_manager.annotate(**shown).order_by().values_list(*shown)


def _shown(name: str):
    if name.endswith("_at"):
        return ExpressionWrapper(Q(**{f"{name}__isnull": False}), BooleanField())
    return F(name)


def picture() -> list[str]:
    """Return the state of the world in words that can be compared, in one query."""
    parts, values = [], []
    for model, fields in SHOWN.items():
        sql, own = _rows(model, fields).query.sql_with_params()
        parts.append(f"SELECT '{model.__name__} ' || to_jsonb(r)::text FROM ({sql}) r")  # noqa: S608
        values += own
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return sorted(row for (row,) in cursor.fetchall())


def one_after_the_other(world: PairWorld, *names: str) -> tuple[list[str], list[str]]:
    """Do the acts in this order, tell how each went and what they left, and take it back."""
    prepared = [ACTS[name](world) for name in names]
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            outcomes = [outcome_of(act) for act in prepared]
        found = sorted(outcomes), picture()
        transaction.set_rollback(True)
    return found


def untrue(world: PairWorld) -> int:
    """Return how many seats of the batch have stored what a reading now does not say."""
    undecided = Q(state="active", is_eligible=True) | Q(state="completed", is_eligible=False)
    batches = (world.batch, world.rows["following"])
    with transaction.atomic():
        count = sum(
            batch.enrollments.filter(undecided).count() + refresh_batch(batch) for batch in batches
        )
        transaction.set_rollback(True)
    return count


def wrong_pairs(world: PairWorld, names: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return what is wrong after two of the acts `names`, for every two where something is."""
    wrong = {}
    with kept_tables() as put_back, meeting() as two:
        for left, right in combinations_with_replacement(names, 2):
            expected = one_after_the_other(world, left, right)
            try:
                outcomes = sorted(two.both(ACTS[left](world), ACTS[right](world)))
                found = outcomes, picture()
                count = untrue(world)
            except Exception as error:
                wrong[left, right] = repr(error)
                continue
            finally:
                put_back(two.written)
            if count:
                wrong[left, right] = f"{count} seats show what is not true"
            elif found != expected and found not in _other_ways(world, left, right):
                wrong[left, right] = difference(found, expected)
    return wrong


def _other_ways(world: PairWorld, left: str, right: str) -> list[tuple[list[str], list[str]]]:
    """The other order; or one alone, where the other one says that a seat has moved meanwhile."""
    alone = [one_after_the_other(world, name) for name in (left, right)]
    asked_again = [(sorted([*outcomes, "SeatMoved"]), left_by) for outcomes, left_by in alone]
    return [one_after_the_other(world, right, left), *asked_again]


def difference(found, expected) -> str:
    """Say in what `found` differs from what one order leaves."""
    said = [] if found[0] == expected[0] else [f"{found[0]} for {expected[0]}"]
    more, less = Counter(found[1]) - Counter(expected[1]), Counter(expected[1]) - Counter(found[1])
    return "; ".join([*said, *(f"+ {row}" for row in more), *(f"- {row}" for row in less)])


def test_every_two_acts_at_once_leave_what_one_after_the_other_leaves():
    assert wrong_pairs(pair_world(), ACTS) == {}
