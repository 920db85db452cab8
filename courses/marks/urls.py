"""Setting a mark right."""

from django.urls import path

from courses.marks import views

urlpatterns = [
    path(
        "kerja/peserta/<uuid:enrollment_id>/nilai/<uuid:activity_id>/",
        views.mark_correct,
        name="mark_correct",
    ),
    path("kerja/soal/<uuid:question_id>/nilai-ulang/", views.mark_again, name="mark_again"),
]
