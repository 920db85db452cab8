"""Programs and batches: set up, and their public pages."""

from django.urls import path

from courses.programs.views import (
    batch_settings,
    batch_shift,
    batch_teaching,
    program_settings,
    public,
)

urlpatterns = [
    path("angkatan/", public.batch_list, name="batches"),
    path("angkatan/<uuid:batch_id>/", public.batch_public, name="batch_public"),
    path("kerja/angkatan/baru/", batch_settings.batch_new, name="batch_new"),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/",
        batch_settings.batch_settings,
        name="batch_settings",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/syarat/",
        batch_settings.batch_rule,
        name="batch_rule",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/pengaturan/jadwal/",
        batch_teaching.batch_schedule,
        name="batch_schedule",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/geser-jadwal/",
        batch_shift.batch_shift,
        name="batch_shift",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/geser-jadwal/<uuid:shift_id>/kembalikan/",
        batch_shift.batch_shift_undo,
        name="batch_shift_undo",
    ),
    path("kerja/angkatan/<uuid:batch_id>/hapus/", batch_settings.batch_delete, name="batch_delete"),
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
