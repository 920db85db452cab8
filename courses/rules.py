"""The permissions of all rooms (django-rules looks for this module)."""

from courses.acts import rules as acts
from courses.admission import rules as admission
from courses.assignments import rules as assignments
from courses.attendance import rules as attendance
from courses.enrollment import rules as enrollment
from courses.learning import rules as learning
from courses.programs import rules as programs

__all__ = ["acts", "admission", "assignments", "attendance", "enrollment", "learning", "programs"]
