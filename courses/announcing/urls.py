"""Announcements: written in the workspace, read by the batch."""

from django.urls import URLPattern, URLResolver, include, path

from courses.announcing import views

_one: list[URLPattern | URLResolver] = [
    path("", views.announcement, name="announcement"),
    path("ubah/", views.announcement_edit, name="announcement_edit"),
    path("kirim/", views.announcement_send, name="announcement_send"),
    path("tarik/", views.announcement_take_down, name="announcement_take_down"),
]
urlpatterns = [
    path("kerja/pengumuman/", views.announcements, name="announcements"),
    path("kerja/pengumuman/baru/", views.announcement_new, name="announcement_new"),
    path("kerja/pengumuman/<uuid:announcement_id>/", include(_one)),
    path(
        "belajar/<uuid:batch_id>/pengumuman/",
        views.batch_announcements,
        name="batch_announcements",
    ),
    path(
        "belajar/pengumuman/<uuid:announcement_id>/",
        views.announcement_read,
        name="announcement_read",
    ),
]
