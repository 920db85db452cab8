"""Every two acts at the same time: none waits for ever, none undoes the other unseen."""

from itertools import combinations_with_replacement

import pytest
from django.db import connection

from academy.core.models import Act, AuditEntry
from academy.notify.models import Notice
from certificates.models import Certificate
from courses.completion.actions import refresh_batch
from courses.models import (
    Application,
    AttemptAnswer,
    Attendance,
    Batch,
    BatchCourse,
    Completion,
    CompletionRule,
    Enrollment,
    Mark,
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
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]

# What an act leaves behind, without keys and times that differ from run to run.
SHOWN = {
    Application: ("pk", "state", "reserve_position"),
    Batch: ("pk", "seats"),
    CompletionRule: ("batch", "minimum_mark"),
    RequiredActivity: ("activity", "weight"),
    BatchCourse: ("course", "position"),
    Session: ("pk", "cancelled_at"),
    Enrollment: (
        "user", "state", "replaced_by__user", "done_count", "required_count", "progress",
        "mean_mark", "attendance_percent", "is_eligible", "eligible_at",
        "completed_at",
    ),
    Completion: ("enrollment__user", "activity"),
    Mark: ("enrollment__user", "activity", "value"),
    Attendance: ("session", "enrollment__user", "status"),
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


def picture() -> dict[str, list[str]]:
    """Return the state of the world in words that can be compared."""
    return {
        model.__name__: sorted(
            str(
                [
                    value is not None if name.endswith("_at") else value
                    for name, value in row.items()
                ]
            )
            for row in model._base_manager.values(*fields)
        )
        for model, fields in SHOWN.items()
    }


def one_after_the_other(world: PairWorld, *names: str):
    prepared = [ACTS[name](world) for name in names]
    return sorted(outcome_of(act) for act in prepared), picture()


def test_every_two_acts_at_once_leave_what_one_after_the_other_leaves():
    world = pair_world()
    wrong = {}
    with kept_tables() as put_back, meeting() as two:
        for left, right in combinations_with_replacement(ACTS, 2):
            put_back()
            try:
                outcomes = sorted(two.both(ACTS[left](world), ACTS[right](world)))
            except Exception as error:
                wrong[left, right] = repr(error)
                continue
            found = outcomes, picture()
            if (stale := refresh_batch(world.batch)) or found[1] != picture():
                wrong[left, right] = f"{stale} figures were not true"
                continue
            put_back()
            expected = one_after_the_other(world, left, right)
            if found == expected:
                continue
            put_back()
            if found != one_after_the_other(world, right, left):
                wrong[left, right] = difference(found, expected)
    assert wrong == {}


def difference(found, expected) -> str:
    """Say in what `found` differs from what one order leaves."""
    said = [] if found[0] == expected[0] else [f"{found[0]} for {expected[0]}"]
    for name, rows in found[1].items():
        if rows != expected[1][name]:
            more, less = set(rows) - set(expected[1][name]), set(expected[1][name]) - set(rows)
            said.append(f"{name}: {sorted(more)} for {sorted(less)}")
    return "; ".join(said)
