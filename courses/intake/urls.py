"""People from coordinators' spreadsheets."""

from django.urls import path

from courses.intake.views import lists, rows, taking

_LISTS = "kerja/angkatan/<uuid:batch_id>/daftar/"
_LIST = f"{_LISTS}<uuid:list_id>/"
_ROW = f"{_LIST}baris/<int:number>/"

urlpatterns = [
    path(_LISTS, lists.intake_lists, name="intake_lists"),
    path(_LIST, lists.intake_list, name="intake_list"),
    path(f"{_LIST}baca/", lists.intake_choices, name="intake_choices"),
    path(f"{_LIST}perlu-diperbaiki/", lists.intake_faults, name="intake_faults"),
    path(f"{_LIST}hapus/", lists.intake_delete, name="intake_delete"),
    path(f"{_LIST}masukkan/", taking.intake_confirm, name="intake_confirm"),
    path(f"{_LIST}batalkan/", taking.intake_undo, name="intake_undo"),
    path(_ROW, rows.intake_row, name="intake_row"),
    path(f"{_ROW}lewati/", rows.intake_row_leave, name="intake_row_leave"),
    path(f"{_ROW}putusan/", rows.intake_row_decide, name="intake_row_decide"),
]
