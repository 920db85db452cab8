"""Choosing by quota."""

from django.urls import path

from courses.selection.views import hand, letters, proposals, setting

urlpatterns = [
    path("kerja/program/<uuid:program_id>/rubrik/", setting.program_rubric, name="program_rubric"),
    path("kerja/program/<uuid:program_id>/kuota/", setting.program_quotas, name="program_quotas"),
    path("kerja/angkatan/<uuid:batch_id>/kuota/", setting.batch_quotas, name="batch_quotas"),
    path(
        "kerja/angkatan/<uuid:batch_id>/seleksi/", proposals.batch_selection, name="batch_selection"
    ),
    path("kerja/angkatan/<uuid:batch_id>/seleksi/usulkan/", proposals.propose, name="propose"),
    path(
        "kerja/angkatan/<uuid:batch_id>/seleksi/cadangan/",
        proposals.reserve_call,
        name="reserve_call",
    ),
    path(
        "kerja/angkatan/<uuid:batch_id>/seleksi/surat/",
        letters.batch_letters,
        name="selection_letters",
    ),
    path("kerja/usulan/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path(
        "kerja/usulan/<uuid:proposal_id>/kemajuan/",
        proposals.proposal_progress,
        name="proposal_progress",
    ),
    path(
        "kerja/usulan/<uuid:proposal_id>/masukan/", proposals.proposal_input, name="proposal_input"
    ),
    path("kerja/usulan/<uuid:proposal_id>/ubah/", hand.proposal_move, name="proposal_move"),
    path(
        "kerja/usulan/<uuid:proposal_id>/batalkan/",
        hand.proposal_take_back,
        name="proposal_take_back",
    ),
    path("kerja/usulan/<uuid:proposal_id>/terapkan/", hand.proposal_apply, name="proposal_apply"),
    path(
        "kerja/pendaftaran/<uuid:application_id>/surat/",
        letters.application_letter,
        name="application_letter",
    ),
]
