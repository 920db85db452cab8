"""The workspace: start, batches, people, staff, messages, jobs."""

from django.urls import path

from courses.workspace.views import (
    batch,
    helping,
    home,
    inbox,
    jobs,
    saved_filters,
    sheets,
    slips,
    staff,
)
from courses.workspace.views.people import correcting, finding, merging, moving, person

urlpatterns = [
    path("kerja/", home.work_home, name="work_home"),
    path("kerja/cari/", finding.find_people, name="find_people"),
    path("kerja/pendampingan/", home.companion_page, name="companion"),
    path("kerja/pendampingan/pekan-ini/", home.companion_week, name="companion_week"),
    path("kerja/angkatan/", batch.batches, name="work_batches"),
    path("kerja/angkatan/<uuid:batch_id>/", batch.batch_overview, name="batch_overview"),
    path("kerja/angkatan/<uuid:batch_id>/orang/", slips.people_act, name="people_act"),
    path("kerja/angkatan/<uuid:batch_id>/saringan/", saved_filters.filters, name="saved_filters"),
    path(
        "kerja/angkatan/<uuid:batch_id>/saringan/baru/",
        saved_filters.filter_new,
        name="saved_filter_new",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/saringan/<uuid:filter_id>/",
        saved_filters.filter_edit,
        name="saved_filter",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/saringan/<uuid:filter_id>/hapus/",
        saved_filters.filter_delete,
        name="saved_filter_delete",
    ),
    path("kerja/angkatan/<uuid:batch_id>/kartu/", sheets.batch_slips, name="batch_slips"),
    path(
        "kerja/angkatan/<uuid:batch_id>/kartu/berkas/", sheets.slips_file, name="batch_slips_file"
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/kartu/hapus/",
        sheets.slips_delete,
        name="batch_slips_delete",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/daftar/<uuid:list_id>/kartu/",
        sheets.list_slips,
        name="intake_slips",
    ),
    path("kerja/peserta/<uuid:enrollment_id>/", person.person_page, name="person"),
    path(
        "kerja/peserta/<uuid:enrollment_id>/koreksi/",
        correcting.person_correct,
        name="person_correct",
    ),
    path(
        "kerja/pendaftaran/<uuid:application_id>/koreksi/",
        correcting.applicant_correct,
        name="applicant_correct",
    ),
    path("kerja/peserta/<uuid:enrollment_id>/pindah/", moving.person_move, name="person_move"),
    path("kerja/orang/<uuid:user_id>/satukan/", merging.merge_find, name="merge_find"),
    path("kerja/orang/<uuid:user_id>/satukan/<uuid:other_id>/", merging.merge_people, name="merge"),
    path("kerja/peserta/<uuid:enrollment_id>/bantu/", helping.person_help, name="person_help"),
    path(
        "kerja/peserta/<uuid:enrollment_id>/bantu/<uuid:activity_id>/",
        helping.person_hand_in,
        name="person_hand_in",
    ),
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
    path("kerja/proses/", jobs.jobs, name="jobs"),
    path("kerja/proses/<uuid:job_id>/", jobs.job, name="job"),
    path("kerja/proses/<uuid:job_id>/berkas/", jobs.job_file, name="job_file"),
]
