"""The addresses of all rooms, under one name."""

from courses.admission import urls as admission
from courses.announcing import urls as announcing
from courses.asking import urls as asking
from courses.assignments import urls as assignments
from courses.attendance import urls as attendance
from courses.calendar import urls as calendar
from courses.calibration import urls as calibration
from courses.enrollment import urls as enrollment
from courses.extensions import urls as extensions
from courses.gallery import urls as gallery
from courses.gradebook import urls as gradebook
from courses.intake import urls as intake
from courses.learning import urls as learning
from courses.marks import urls as marks
from courses.moderation import urls as moderation
from courses.notes import urls as notes
from courses.paper import urls as paper
from courses.peers import urls as peers
from courses.practice import urls as practice
from courses.programs import urls as programs
from courses.quizzes import urls as quizzes
from courses.selection import urls as selection
from courses.workspace import urls as workspace
from courses.writing import urls as writing

app_name = "courses"
urlpatterns = [
    *learning.urlpatterns,
    *quizzes.urlpatterns,
    *assignments.urlpatterns,
    *calendar.urlpatterns,
    *calibration.urlpatterns,
    *asking.urlpatterns,
    *announcing.urlpatterns,
    *moderation.urlpatterns,
    *marks.urlpatterns,
    *gradebook.urlpatterns,
    *practice.urlpatterns,
    *gallery.urlpatterns,
    *notes.urlpatterns,
    *peers.urlpatterns,
    *programs.urlpatterns,
    *admission.urlpatterns,
    *intake.urlpatterns,
    *selection.urlpatterns,
    *attendance.urlpatterns,
    *paper.urlpatterns,
    *enrollment.urlpatterns,
    *extensions.urlpatterns,
    *workspace.urlpatterns,
    *writing.urlpatterns,
]
