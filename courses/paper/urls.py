"""Attendance on paper."""

from django.urls import path

from courses.paper.views import pages, photos, sheets

urlpatterns = [
    path("kerja/sesi/<uuid:session_id>/kertas/", sheets.paper, name="paper"),
    path("kerja/sesi/<uuid:session_id>/kertas/cetak/", sheets.paper_print, name="paper_print"),
    path("kerja/sesi/<uuid:session_id>/kertas/foto/", photos.paper_photos, name="paper_photos"),
    path("kerja/kertas/<uuid:sheet_id>/lembar.pdf", sheets.paper_file, name="paper_file"),
    path("kerja/kertas/foto/<uuid:photo_id>/", photos.paper_photo, name="paper_photo"),
    path("kerja/kertas/foto/<uuid:photo_id>/rata/", photos.paper_flat, name="paper_flat"),
    path("kerja/kertas/<slug:code>/", pages.paper_page, name="paper_page"),
    path("kerja/kertas/<slug:code>/putuskan/", pages.paper_settle, name="paper_settle"),
]
