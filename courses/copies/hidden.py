"""Marks that a copy holds without their figures."""

from academy.people.holdings.copies import Rows
from academy.people.models import User
from courses.completion.plan import for_plans, with_plans
from courses.completion.queries import records_of_all
from courses.learning.queries import way
from courses.models import Enrollment


def hidden_marks(user: User) -> set[tuple[int, int]]:
    """Return by seat and activity the marks that their quizzes do not show to `user` yet.

    They stand in a copy without their figures, as keys do: it is fetched on the same page as
    all else, and would be the way around. Once they are shown, a copy has them.
    """
    seats = with_plans(for_plans(Enrollment.objects.filter(user=user)), user)
    records = records_of_all(seats)
    return {
        (seat.pk, step.activity.id)
        for seat in seats
        for step in way.read(seat, records=records[seat.pk]).steps()
        if step.mark_waits
    }


def as_shown(user: User, rows: Rows, *figures: str) -> Rows:
    """Return `rows` of marks without the `figures` of those that are not shown yet."""
    hidden = hidden_marks(user) if rows else set()
    return [
        {
            name: None
            if name in figures and (row["enrollment"], row["activity"]) in hidden
            else value
            for name, value in row.items()
            if name not in {"enrollment", "activity"}
        }
        for row in rows
    ]
