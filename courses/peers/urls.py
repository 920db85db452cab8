"""Feedback among participants, and what trainers see of it."""

from django.urls import path

from courses.peers import views

urlpatterns = [
    path("belajar/umpan-balik/<uuid:feedback_id>/", views.feedback, name="peer_feedback"),
    path("belajar/umpan-balik/berkas/<uuid:file_id>/", views.file, name="peer_file"),
    path(
        "belajar/umpan-balik/berkas/<uuid:file_id>/kecil/", views.thumbnail, name="peer_thumbnail"
    ),
    path("kerja/umpan-balik/<uuid:feedback_id>/sembunyikan/", views.hide, name="peer_hide"),
]
