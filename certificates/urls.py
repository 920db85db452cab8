"""Addresses of certificates: the public check, the holder's list, the certificate desk."""

from django.urls import path

from certificates.views import key, learn, one, public, register, work

app_name = "certificates"
urlpatterns = [
    path("sertifikat/", public.check_form, name="check_form"),
    path("sertifikat/<str:code>/", public.check, name="check"),
    path("belajar/sertifikat/", learn.own_list, name="own_list"),
    path("belajar/sertifikat/<uuid:public_id>/unduh/", learn.own_download, name="own_download"),
    path("kerja/angkatan/<uuid:public_id>/sertifikat/", work.batch, name="batch"),
    path("kerja/angkatan/<uuid:public_id>/sertifikat/proses/", work.job, name="job"),
    path("kerja/angkatan/<uuid:public_id>/sertifikat/terbitkan/", work.issue, name="issue"),
    path("kerja/angkatan/<uuid:public_id>/sertifikat/kirim/", work.send, name="send"),
    path(
        "kerja/angkatan/<uuid:public_id>/sertifikat/berkas/",
        work.print_missing,
        name="print_missing",
    ),
    path("kerja/angkatan/<uuid:public_id>/sertifikat/desain/", work.choose_design, name="design"),
    path("kerja/angkatan/<uuid:public_id>/sertifikat/zip/", work.make_zip, name="zip"),
    path(
        "kerja/angkatan/<uuid:public_id>/sertifikat/zip/<uuid:job_id>/",
        work.zip_download,
        name="zip_download",
    ),
    path(
        "kerja/angkatan/<uuid:public_id>/sertifikat/pratinjau/<uuid:enrollment_id>/",
        work.preview,
        name="preview",
    ),
    path("kerja/sertifikat/", register.register, name="register"),
    path("kerja/sertifikat/kunci/", key.key, name="key"),
    path("kerja/sertifikat/<uuid:public_id>/pdf/", one.download, name="download"),
    path("kerja/sertifikat/<uuid:public_id>/cabut/", one.revoke_one, name="revoke"),
    path("kerja/sertifikat/<uuid:public_id>/ganti/", one.replace_one, name="replace"),
]
