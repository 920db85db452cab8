"""Every two acts at the same time: none waits for ever, none undoes the other unseen."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
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
    Exemption,
    Extension,
    GalleryWork,
    Mark,
    MarkCorrection,
    PaperRow,
    PeerFeedback,
    PersonCorrection,
    PersonMerge,
    PracticeCard,
    PracticeReview,
    Program,
    QuizAttempt,
    RequiredActivity,
    Review,
    Session,
    Submission,
    SubmissionFile,
)
from tests.courses.acts.meeting import kept_tables, meeting, outcome_of
from tests.courses.acts.pair_world import PairWorld, pair_world
from tests.courses.acts.pairs import ACTS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]

# How acts went, and the picture of what they left.
type Found = tuple[list[str], list[str]]

# What an act leaves behind, without keys and times that differ from run to run.
SHOWN = {
    Application: ("user", "pk", "state", "reserve_position"),
    Batch: ("pk", "seats"),
    BatchMove: ("person", "from_batch", "to_batch", "completed_by_it"),
    CompletionRule: ("batch", "minimum_mark"),
    RequiredActivity: ("activity", "weight"),
    BatchCourse: ("course", "position"),
    Program: ("pk", "target"),
    Session: ("pk", "title", "cancelled_at"),
    Enrollment: (
        "user", "batch", "state", "replaced_by__user", "done_count", "required_count", "progress",
        "mean_mark", "attendance_percent", "is_eligible", "eligible_at",
        "completed_at", "practice_on",
    ),
    Completion: ("enrollment__user", "activity"),
    Mark: ("enrollment__user", "activity", "value"),
    MarkCorrection: ("enrollment__user", "activity", "before", "after"),
    Extension: ("enrollment__user", "activity", "extra_minutes"),
    Exemption: ("enrollment__user", "activity", "ended_at"),
    PersonCorrection: ("person", "changes"),
    PersonMerge: ("person", "account"),
    User: ("pk", "merged_into", "full_name"),
    Attendance: ("session", "enrollment__user", "status", "source", "checked_in_at", "handset"),
    PaperRow: ("enrollment__user", "says", "settled_as"),
    PracticeCard: ("user", "answer_count", "wrong_count"),
    PracticeReview: ("user", "on", "was_right"),
    QuizAttempt: ("enrollment__user", "number", "state", "mark"),
    AttemptAnswer: ("attempt", "position", "answer"),
    Submission: ("enrollment__user", "number", "state", "note"),
    SubmissionFile: ("submission", "position", "sha256"),
    Review: ("submission", "verdict", "mark", "undone_at"),
    GalleryWork: ("submission", "state", "taken_down_at"),
    PeerFeedback: ("giver__user", "submission", "given_at"),
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


@cache
def _asking() -> tuple[str, list]:
    """Return the one query for `SHOWN`: to put it together takes longer than to answer it."""
    parts, values = [], []
    for model, fields in SHOWN.items():
        sql, own = _rows(model, fields).query.sql_with_params()
        parts.append(f"SELECT '{model.__name__} ' || to_jsonb(r)::text FROM ({sql}) r")  # noqa: S608
        values += own
    return " UNION ALL ".join(parts), values


def picture() -> list[str]:
    """Return the state of the world in words that can be compared."""
    with connection.cursor() as cursor:
        cursor.execute(*_asking())
        return sorted(row for (row,) in cursor.fetchall())


def one_after_the_other(world: PairWorld, *names: str) -> Found:
    """Do the acts in this order, tell how each went and what they left, and take it back."""
    with taken_back():
        return outcomes_of(world, *names), picture()


def outcomes_of(world: PairWorld, *names: str) -> list[str]:
    prepared = [ACTS[name](world) for name in names]
    with TestCase.captureOnCommitCallbacks(execute=True):
        return sorted(outcome_of(act) for act in prepared)


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each_after(world: PairWorld, first: str, names: list[str]) -> dict[str, Found]:
    """Do `first` once, from there each of `names`, and tell of each what it and `first` left.

    All have read their rows before, as pages have that were left open; what is to follow the
    commit follows both.
    """
    found = {}
    with taken_back():
        prepared = {name: ACTS[name](world) for name in names}
        act = ACTS[first](world)
        with TestCase.captureOnCommitCallbacks() as following:
            outcome = outcome_of(act)
        for name, other in prepared.items():
            with taken_back():
                with TestCase.captureOnCommitCallbacks(execute=True):
                    for call in following:
                        transaction.on_commit(call)
                    outcomes = sorted([outcome, outcome_of(other)])
                found[name] = outcomes, picture()
    return found


def untrue(world: PairWorld, name: str) -> int:
    """Return how many seats have stored, after the act `name`, what a reading then does not say."""
    undecided = Q(state="active", is_eligible=True) | Q(state="completed", is_eligible=False)
    with taken_back():
        outcomes_of(world, name)
        return sum(
            batch.enrollments.filter(undecided).count() + refresh_batch(batch)
            for batch in (world.batch, world.rows["following"])
        )


def wrong_pairs(world: PairWorld, names: list[str]) -> dict[tuple[str, str], str]:
    """Return what is wrong after two of the acts `names`, for every two where something is."""
    wrong, expected = {}, {}
    with kept_tables() as put_back, meeting() as two:
        for left, right in combinations_with_replacement(names, 2):
            if left == right:
                # The first of those that begin with this one.
                expected = each_after(world, left, names[names.index(left) :])
            try:
                outcomes = sorted(two.both(ACTS[left](world), ACTS[right](world)))
                found = outcomes, picture()
            except Exception as error:
                wrong[left, right] = repr(error)
                continue
            finally:
                put_back(two.written)
            if found != expected[right] and found not in _other_ways(world, left, right):
                wrong[left, right] = difference(found, expected[right])
    return wrong


def _other_ways(world: PairWorld, left: str, right: str) -> Iterator[Found]:
    """The other order; or one alone, where the other one says that a seat has moved meanwhile."""
    yield one_after_the_other(world, right, left)
    for name in (left, right):
        outcomes, left_by = one_after_the_other(world, name)
        yield sorted([*outcomes, "SeatMoved"]), left_by


def difference(found, expected) -> str:
    """Say in what `found` differs from what one order leaves."""
    said = [] if found[0] == expected[0] else [f"{found[0]} for {expected[0]}"]
    more, less = Counter(found[1]) - Counter(expected[1]), Counter(expected[1]) - Counter(found[1])
    return "; ".join([*said, *(f"+ {row}" for row in more), *(f"- {row}" for row in less)])


def test_each_act_leaves_figures_that_are_true():
    world = pair_world()
    assert {name: count for name in ACTS if (count := untrue(world, name))} == {}


def test_every_two_acts_at_once_leave_what_one_after_the_other_leaves():
    assert wrong_pairs(pair_world(), list(ACTS)) == {}
