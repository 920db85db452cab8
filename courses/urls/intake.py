from django.urls import path

from courses.programs.views import batch_settings, batch_teaching, program_settings, public
from courses.admission.views import begin, detail, fill, selection, status

urlpatterns = [
    path("angkatan/", public.batch_list, name="batches"),
    path("angkatan/<uuid:batch_id>/", public.batch_public, name="batch_public"),
    path("daftar/<uuid:batch_id>/", begin.begin, name="application_begin"),
    path("daftar/<uuid:batch_id>/pesantren/", fill.pesantren_step, name="application_pesantren"),
    path("daftar/<uuid:batch_id>/alasan/", fill.about_step, name="application_about"),
    path("daftar/<uuid:batch_id>/berkas/", fill.documents_step, name="application_documents"),
    path("daftar/<uuid:batch_id>/persetujuan/", fill.consent_step, name="application_consent"),
    path("daftar/<uuid:batch_id>/kirim/", status.send_step, name="application_send"),
    path("berkas-pendaftaran/<uuid:document_id>/", status.document_file, name="document_file"),
    path("daftar/berkas/<uuid:document_id>/hapus/", fill.document_remove, name="document_remove"),
    path("daftar/status/<uuid:application_id>/", status.status, name="application_status"),
    path(
        "daftar/status/<uuid:application_id>/mundur/", status.withdraw, name="application_withdraw"
    ),
    path("kerja/pendaftaran/", selection.applications_home, name="applications"),
    path(
        "kerja/angkatan/<uuid:batch_id>/pendaftaran/",
        selection.batch_applications,
        name="batch_applications",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pendaftaran/putuskan/",
        selection.decide_many,
        name="applications_decide",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pendaftaran/batalkan/",
        selection.undo_many,
        name="applications_undo",
    ),
    path(
        "kerja/pendaftaran/<uuid:application_id>/",
        detail.application_detail,
        name="application_detail",
    ),
    path(
        "kerja/pendaftaran/<uuid:application_id>/putuskan/",
        detail.application_decide,
        name="application_decide",
    ),
    path("kerja/angkatan/baru/", batch_settings.batch_new, name="batch_new"),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/",
        batch_settings.batch_settings,
        name="batch_settings",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/kursus/",
        batch_settings.batch_courses,
        name="batch_courses",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/syarat/",
        batch_settings.batch_rule,
        name="batch_rule",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/terbit/",
        batch_settings.batch_publish,
        name="batch_publish",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/jadwal/",
        batch_teaching.batch_schedule,
        name="batch_schedule",
    ),
    path("kerja/angkatan/<uuid:batch_id>/salin/", batch_settings.batch_copy, name="batch_copy"),
    path(
        "kerja/angkatan/<uuid:batch_id>/aktivitas/",
        batch_teaching.batch_activities,
        name="batch_activities",
    ),
    path("kerja/program/baru/", program_settings.program_new, name="program_new"),
    path(
        "kerja/program/<uuid:program_id>/pengaturan/",
        program_settings.program_settings,
        name="program_settings",
    ),
]
