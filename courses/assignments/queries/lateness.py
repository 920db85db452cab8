"""By when work is due for one person, and how late it is."""

import datetime as dt
from decimal import Decimal

from cms.models import AssignmentPage
from courses.acts.queries import times_of
from courses.assignments.rules import Lateness, after_lateness, days_late
from courses.models import Enrollment, Submission


def due_of(enrollment: Enrollment, assignment: AssignmentPage) -> dt.datetime | None:
    """Return by when `assignment` is due for this person."""
    return times_of(enrollment, assignment, assignment.get_parent().pk).due_at


def rule_at(assignment: AssignmentPage, due_at: dt.datetime | None, at: dt.datetime) -> Lateness:
    """Return what handing in at `at` costs."""
    days = days_late(due_at, at)
    return Lateness(days, assignment.late_percent, assignment.late_floor)


def rules_for(submission: Submission) -> list[Lateness]:
    """Return the rules of which the kindest counts for `submission`.

    How late somebody is, the first hand-in says: what a revision takes costs nothing.
    """
    first = (
        Submission.objects.handed_in()
        .filter(enrollment=submission.enrollment_id, assignment=submission.assignment_id)
        .order_by("number")
        .first()
    ) or submission
    at = first.happened_at or first.submitted_at
    if at is None:
        return []
    due_at = due_of(submission.enrollment, submission.assignment)
    found = [rule_at(submission.assignment, due_at, at)]
    if first.lateness is not None:
        found.append(Lateness(**first.lateness))
    return found


def lateness_of(submission: Submission) -> Lateness | None:
    """Return what being late will take off a full mark of `submission`, or None."""
    return after_lateness(Decimal(100), rules_for(submission))[1]
