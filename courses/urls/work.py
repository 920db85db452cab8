from django.urls import path

from courses.workspace.views import batch, home, inbox, jobs, person, slips, staff
from courses.enrollment import views as closing
from courses.assignments.views import review
from courses.attendance import views as session

urlpatterns = [
    path("kerja/", home.work_home, name="work_home"),
    path("kerja/pendampingan/", home.companion_page, name="companion"),
    path("kerja/angkatan/", batch.batches, name="work_batches"),
    path("kerja/angkatan/<uuid:batch_id>/", batch.batch_overview, name="batch_overview"),
    path("kerja/angkatan/<uuid:batch_id>/tutup/", closing.batch_close, name="batch_close"),
    path("kerja/angkatan/<uuid:batch_id>/orang/", slips.people_act, name="people_act"),
    path("kerja/peserta/<uuid:enrollment_id>/", person.person_page, name="person"),
    path("kerja/peserta/<uuid:enrollment_id>/pin/", person.person_pin, name="person_pin"),
    path(
        "kerja/peserta/<uuid:enrollment_id>/keluar/", person.person_withdraw, name="person_withdraw"
    ),
    path("kerja/peserta/<uuid:enrollment_id>/ganti/", person.person_replace, name="person_replace"),
    path(
        "kerja/peserta/<uuid:enrollment_id>/kembali/", person.person_readmit, name="person_readmit"
    ),
    path(
        "kerja/peserta/<uuid:enrollment_id>/persetujuan/",
        person.person_consent,
        name="person_consent",
    ),
    path("kerja/petugas/", staff.staff, name="staff"),
    path("kerja/petugas/baru/", staff.staff_new, name="staff_new"),
    path("kerja/petugas/<uuid:user_id>/", staff.staff_person, name="staff_person"),
    path("kerja/petugas/<uuid:user_id>/pin/", staff.staff_access, name="staff_access"),
    path("kerja/pesan-masuk/", inbox.messages, name="messages"),
    path("kerja/pesan-masuk/<uuid:message_id>/", inbox.message, name="message"),
    path("kerja/tinjau/", review.queue, name="review_queue"),
    path("kerja/tinjau/komentar/", review.keep_comment, name="comment_keep"),
    path(
        "kerja/tinjau/komentar/<uuid:comment_id>/hapus/", review.drop_comment, name="comment_drop"
    ),
    path("kerja/tinjau/<uuid:submission_id>/", review.desk, name="review_desk"),
    path("kerja/tinjauan/<uuid:review_id>/batalkan/", review.undo, name="review_undo"),
    path("kerja/angkatan/<uuid:batch_id>/sesi/", session.sessions, name="sessions"),
    path("kerja/angkatan/<uuid:batch_id>/sesi/baru/", session.session_new, name="session_new"),
    path("kerja/sesi/<uuid:session_id>/", session.roster, name="roster"),
    path("kerja/sesi/<uuid:session_id>/lembar/", session.roster_sheet, name="roster_sheet"),
    path("kerja/sesi/<uuid:session_id>/ubah/", session.session_edit, name="session_edit"),
    path("kerja/sesi/<uuid:session_id>/batal/", session.session_call_off, name="session_call_off"),
    path("kerja/sesi/<uuid:session_id>/pulihkan/", session.session_restore, name="session_restore"),
    path("kerja/proses/", jobs.jobs, name="jobs"),
    path("kerja/proses/<uuid:job_id>/", jobs.job, name="job"),
    path("kerja/proses/<uuid:job_id>/berkas/", jobs.job_file, name="job_file"),
]
