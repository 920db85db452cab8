"""The marks of a whole batch, and how far it is with its tasks."""

from django.urls import path

from courses.gradebook.views import exempting, person, sheets, table, tasks

urlpatterns = [
    path("kerja/nilai/", table.taught, name="marks_taught"),
    path("kerja/angkatan/<uuid:batch_id>/nilai/", table.gradebook, name="gradebook"),
    path("kerja/angkatan/<uuid:batch_id>/nilai/berkas/", sheets.marks_sheet, name="marks_sheet"),
    path("kerja/angkatan/<uuid:batch_id>/tugas/", tasks.batch_tasks, name="batch_tasks"),
    path("kerja/peserta/<uuid:enrollment_id>/nilai/", person.person_marks, name="person_marks"),
    path(
        "kerja/peserta/<uuid:enrollment_id>/nilai/<uuid:activity_id>/bebas/",
        exempting.exempt,
        name="exempt",
    ),
]
