from courses.learning import rules as files
from courses.admission import rules as intake
from courses.enrollment import rules as work

__all__ = ["files", "intake", "work"]
