"""Calibration: trainers mark the same hand-ins, then compare."""

from django.urls import URLPattern, URLResolver, include, path

from courses.calibration.views import files, marking, rounds

_round: list[URLPattern | URLResolver] = [
    path("", rounds.calibration, name="calibration"),
    path("tutup/", rounds.calibration_close, name="calibration_close"),
    path("selesai/", marking.calibration_finish, name="calibration_finish"),
    path("kiriman/<int:number>/", marking.calibration_work, name="calibration_work"),
]
urlpatterns = [
    path("kerja/kalibrasi/", rounds.calibrations, name="calibrations"),
    path("kerja/kalibrasi/<uuid:round_id>/", include(_round)),
    path("kerja/kalibrasi/berkas/<uuid:file_id>/", files.file, name="calibration_file"),
    path(
        "kerja/kalibrasi/berkas/<uuid:file_id>/kecil/",
        files.thumbnail,
        name="calibration_thumbnail",
    ),
    path(
        "kerja/kalibrasi/baru/<uuid:batch_id>/<uuid:activity_id>/",
        rounds.calibration_new,
        name="calibration_new",
    ),
]
