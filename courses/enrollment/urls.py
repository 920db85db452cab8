"""Closing a batch."""

from django.urls import path

from courses.enrollment import views

urlpatterns = [
    path("kerja/angkatan/<uuid:batch_id>/tutup/", views.batch_close, name="batch_close"),
]
