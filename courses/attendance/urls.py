"""Sessions and their rosters."""

from django.urls import path

from courses.attendance import views

urlpatterns = [
    path("kerja/angkatan/<uuid:batch_id>/sesi/", views.sessions, name="sessions"),
    path("kerja/angkatan/<uuid:batch_id>/sesi/baru/", views.session_new, name="session_new"),
    path("kerja/sesi/<uuid:session_id>/", views.roster, name="roster"),
    path("kerja/sesi/<uuid:session_id>/lembar/", views.roster_sheet, name="roster_sheet"),
    path("kerja/sesi/<uuid:session_id>/ubah/", views.session_edit, name="session_edit"),
    path("kerja/sesi/<uuid:session_id>/batal/", views.session_call_off, name="session_call_off"),
    path("kerja/sesi/<uuid:session_id>/pulihkan/", views.session_restore, name="session_restore"),
    path(
        "kerja/kehadiran/<uuid:request_id>/putuskan/",
        views.attendance_decide,
        name="attendance_decide",
    ),
]
