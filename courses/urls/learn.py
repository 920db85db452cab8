from django.urls import include, path

from courses.assignments.views import assignment, files
from courses.learning.views import home, lesson, schedule
from courses.quizzes import views as quiz

_lesson = [
    path("", lesson.lesson, name="lesson"),
    path("selesai/", lesson.lesson_finish, name="lesson_finish"),
    path("posisi/", lesson.lesson_position, name="lesson_position"),
]
_attempt = [
    path("", quiz.attempt, name="attempt"),
    path("simpan/", quiz.attempt_save, name="attempt_save"),
    path("kumpulkan/", quiz.attempt_submit, name="attempt_submit"),
    path("hasil/", quiz.attempt_result, name="attempt_result"),
]
_quiz = [
    path("", quiz.quiz, name="quiz"),
    path("mulai/", quiz.quiz_start, name="quiz_start"),
    path("percobaan/<uuid:attempt_id>/", include(_attempt)),
]
_submission = [
    path("atur/", assignment.submission_arrange, name="submission_arrange"),
    path("kumpulkan/", assignment.submission_hand_in, name="submission_hand_in"),
    path("tarik/", assignment.submission_take_back, name="submission_take_back"),
]
_assignment = [
    path("", assignment.assignment, name="assignment"),
    path("tambah/", assignment.assignment_add, name="assignment_add"),
    path("kiriman/<uuid:submission_id>/", include(_submission)),
]
_batch = [
    path("", home.outline, name="outline"),
    path("mulai/", home.begin, name="begin"),
    path("nilai/", home.marks, name="marks"),
    path("materi/<uuid:activity_id>/", include(_lesson)),
    path("kuis/<uuid:activity_id>/", include(_quiz)),
    path("tugas/<uuid:activity_id>/", include(_assignment)),
]
urlpatterns = [
    path("belajar/", home.home, name="learn_home"),
    path("belajar/kursus/", home.my_courses, name="my_courses"),
    path("belajar/jadwal/", schedule.schedule, name="schedule"),
    path("belajar/<uuid:batch_id>/", include(_batch)),
    path("berkas-kiriman/<uuid:file_id>/", files.submission_file, name="submission_file"),
    path(
        "berkas-kiriman/<uuid:file_id>/kecil/",
        files.submission_thumbnail,
        name="submission_thumbnail",
    ),
]
