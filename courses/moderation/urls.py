"""Reports: made by participants, decided by those who run the batch."""

from django.urls import path

from courses.moderation import views

urlpatterns = [
    path("belajar/laporkan/<slug:kind>/<uuid:thing_id>/", views.report, name="report"),
    path("kerja/dilaporkan/", views.reports, name="reports"),
    path("kerja/dilaporkan/<uuid:report_id>/", views.report_decide, name="report_decide"),
    path("kerja/dilaporkan/<uuid:report_id>/selesai/", views.report_settle, name="report_settle"),
    path("kerja/sembunyikan/<slug:kind>/<uuid:thing_id>/", views.thing_hide, name="thing_hide"),
    path("kerja/tampilkan/<slug:kind>/<uuid:thing_id>/", views.thing_show, name="thing_show"),
]
