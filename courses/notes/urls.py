"""Notes of one's own."""

from django.urls import path

from courses.notes import views

urlpatterns = [
    path("belajar/catatan/", views.notes, name="notes"),
    path(
        "belajar/<uuid:batch_id>/materi/<uuid:activity_id>/catatan/", views.note, name="lesson_note"
    ),
]
