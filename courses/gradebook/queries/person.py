"""All that one person has for the activities of the batch."""

from collections.abc import Collection
from dataclasses import replace

from academy.people.models import User
from courses.gradebook.rules import may_see
from courses.learning.queries.marks import Marks, marks_of
from courses.models import Enrollment


def marks_of_person(enrollment: Enrollment, courses: Collection[int] | None, reader: User) -> Marks:
    """Return the marks of `enrollment` of `courses` (None: all), as `reader` may read them.

    Also those not shown to the person yet, unless that is the reader.
    """
    found = marks_of(enrollment, as_owner=enrollment.user_id == reader.pk)
    return replace(
        found,
        rows=[row for row in found.rows if may_see(courses, row.course_id)],
        tests=[row for row in found.tests if may_see(courses, row.course_id)],
        lessons=[row for row in found.lessons if may_see(courses, row.course_id)],
    )
