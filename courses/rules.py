"""The permissions of all rooms (django-rules looks for this module)."""

from courses.acts import rules as acts
from courses.admission import rules as admission
from courses.announcing import rules as announcing
from courses.asking import rules as asking
from courses.assignments import rules as assignments
from courses.attendance import rules as attendance
from courses.calibration import rules as calibration
from courses.enrollment import rules as enrollment
from courses.gallery import rules as gallery
from courses.learning import rules as learning
from courses.peers import rules as peers
from courses.programs import rules as programs

__all__ = [
    "acts",
    "admission",
    "announcing",
    "asking",
    "assignments",
    "attendance",
    "calibration",
    "enrollment",
    "gallery",
    "learning",
    "peers",
    "programs",
]
