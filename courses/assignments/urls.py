"""Hand-ins: the participant's pages, their files, the review desk."""

from django.urls import URLPattern, URLResolver, include, path

from courses.assignments.views import assignment, corrections, files, many, queue, review, sending

_submission = [
    path("atur/", assignment.submission_arrange, name="submission_arrange"),
    path("kumpulkan/", assignment.submission_hand_in, name="submission_hand_in"),
    path("tarik/", assignment.submission_take_back, name="submission_take_back"),
]
_assignment: list[URLPattern | URLResolver] = [
    path("", assignment.assignment, name="assignment"),
    path("tambah/", assignment.assignment_add, name="assignment_add"),
    path("tambah/bagian/<uuid:sending>/", sending.assignment_piece, name="assignment_piece"),
    path("kiriman/<uuid:submission_id>/", include(_submission)),
]
urlpatterns = [
    path("belajar/<uuid:batch_id>/tugas/<uuid:activity_id>/", include(_assignment)),
    path("berkas-kiriman/<uuid:file_id>/", files.submission_file, name="submission_file"),
    path(
        "berkas-kiriman/<uuid:file_id>/kecil/",
        files.submission_thumbnail,
        name="submission_thumbnail",
    ),
    path("catatan-suara/<uuid:note_id>/", files.voice_note, name="voice_note"),
    path("kerja/ulasan/", queue.queue, name="review_queue"),
    path("kerja/ulasan/berikut/", queue.next_free, name="review_next"),
    path("kerja/ulasan/bersama/", many.accept_many, name="review_many"),
    path("kerja/ulasan/bersama/batalkan/", many.undo_many, name="review_undo_many"),
    path("kerja/ulasan/selesai/", queue.reviewed, name="reviewed"),
    path("kerja/ulasan/<uuid:submission_id>/", review.review_desk, name="review_desk"),
    path("kerja/ulasan/batalkan/<uuid:review_id>/", review.undo, name="review_undo"),
    path(
        "kerja/ulasan/perbaiki/<uuid:review_id>/",
        corrections.feedback_correct,
        name="feedback_correct",
    ),
    path(
        "kerja/ulasan/<uuid:submission_id>/tarik/",
        corrections.acceptance_take_back,
        name="acceptance_take_back",
    ),
]
