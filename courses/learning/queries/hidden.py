"""Marks that a quiz does not show yet to the person whose they are."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from cms.models import Shown
from cms.outline import OutlineActivity
from courses.completion.queries import Records
from courses.learning.rules.revealing import Standing, is_pass, is_shown


def hidden_marks(
    records: Records, activities: Iterable[tuple[OutlineActivity, bool]]
) -> dict[int, str]:
    """Return the quizzes of which a mark is there and not shown, each with when it will be.

    `activities` come with whether they have closed for this person.
    """
    found: dict[int, str] = {}
    for activity, has_closed in activities:
        tried = records.attempts.get(activity.id, [])
        if activity.shows_mark == Shown.AT_ONCE or not (tried or activity.id in records.marks):
            continue
        allowed = activity.max_attempts
        if allowed:
            allowed += records.more_attempts.get(activity.id, 0)
        standing = Standing(
            # By an attempt, or by a mark that was set right: that makes the quiz done, as a mark
            # that only rounding brings there does not.
            has_passed=activity.id in records.passed
            or (
                activity.id in records.done
                and is_pass(records.marks.get(activity.id), activity.pass_mark)
            ),
            is_used_up=bool(allowed) and len(tried) >= allowed,
            has_open=None in tried,
            has_closed=has_closed,
        )
        if not is_shown(activity.shows_mark, standing, is_graded=activity.is_graded):
            found[activity.id] = activity.shows_mark
    return found


def without(records: Records, hidden: Collection[int]) -> Records:
    """Return `records` as if the marks of `hidden` had not been given.

    What is made of them then tells none: no mean, and nothing that could still become of it.
    """
    return replace(
        records,
        marks={pk: mark for pk, mark in records.marks.items() if pk not in hidden},
        attempts={
            pk: [None] * len(marks) if pk in hidden else marks
            for pk, marks in records.attempts.items()
        },
    )
