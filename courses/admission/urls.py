"""Applying, and choosing among applications."""

from django.urls import path

from courses.admission.views import begin, detail, fill, many, selection, status

urlpatterns = [
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
        many.decide_many,
        name="applications_decide",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pendaftaran/batalkan/",
        many.undo_many,
        name="applications_undo",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pendaftaran/proses/",
        many.deciding,
        name="applications_deciding",
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
]
