from django.urls import path

from courses.calendar import views

urlpatterns = [
    path("akun/kalender/", views.calendar, name="calendar"),
    path("akun/kalender/ganti/", views.calendar_renew, name="calendar_renew"),
    path("kalender/<uuid:owner_id>/<slug:key>.ics", views.calendar_feed, name="calendar_feed"),
]
