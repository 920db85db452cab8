"""Sessions and their rosters."""

from django.urls import path

from courses.attendance.views import beside, check_in, groups, letters, rosters, sessions

urlpatterns = [
    path("kerja/angkatan/<uuid:batch_id>/sesi/", sessions.sessions, name="sessions"),
    path("kerja/angkatan/<uuid:batch_id>/sesi/baru/", sessions.session_new, name="session_new"),
    path("kerja/sesi/<uuid:session_id>/", rosters.roster, name="roster"),
    path("kerja/sesi/<uuid:session_id>/lembar/", rosters.roster_sheet, name="roster_sheet"),
    path("kerja/sesi/<uuid:session_id>/pemateri/", beside.trainer_note, name="trainer_note"),
    path("kerja/sesi/<uuid:session_id>/surat/<uuid:seat_id>/", letters.letters, name="letters"),
    path("surat-izin/<uuid:letter_id>/", letters.letter_file, name="letter_file"),
    path("kerja/sesi/<uuid:session_id>/ubah/", sessions.session_edit, name="session_edit"),
    path("kerja/sesi/<uuid:session_id>/batal/", sessions.session_call_off, name="session_call_off"),
    path(
        "kerja/sesi/<uuid:session_id>/pulihkan/", sessions.session_restore, name="session_restore"
    ),
    path("kerja/sesi/<uuid:session_id>/kelompok/", groups.groups, name="session_groups"),
    path("kerja/sesi/<uuid:session_id>/kelompok/bagi/", groups.groups_deal, name="groups_deal"),
    path("kerja/sesi/<uuid:session_id>/kelompok/baru/", groups.group_new, name="group_new"),
    path("kerja/kelompok/<uuid:group_id>/", groups.group_edit, name="group_edit"),
    path("kerja/kelompok/<uuid:group_id>/hapus/", groups.group_delete, name="group_delete"),
    path("kerja/sesi/<uuid:session_id>/kode/", check_in.code_screen, name="check_in_code"),
    path("belajar/hadir/<uuid:session_id>/", check_in.check_in, name="check_in"),
    path("belajar/hadir/<uuid:session_id>/<slug:key>/", check_in.scanned, name="check_in_scanned"),
    path(
        "kerja/kehadiran/<uuid:request_id>/putuskan/",
        beside.attendance_decide,
        name="attendance_decide",
    ),
]
