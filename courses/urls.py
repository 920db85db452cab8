"""The addresses of all rooms, under one name."""

from courses.admission import urls as admission
from courses.assignments import urls as assignments
from courses.attendance import urls as attendance
from courses.enrollment import urls as enrollment
from courses.learning import urls as learning
from courses.marks import urls as marks
from courses.practice import urls as practice
from courses.programs import urls as programs
from courses.quizzes import urls as quizzes
from courses.workspace import urls as workspace

app_name = "courses"
urlpatterns = [
    *learning.urlpatterns,
    *quizzes.urlpatterns,
    *assignments.urlpatterns,
    *marks.urlpatterns,
    *practice.urlpatterns,
    *programs.urlpatterns,
    *admission.urlpatterns,
    *attendance.urlpatterns,
    *enrollment.urlpatterns,
    *workspace.urlpatterns,
]
