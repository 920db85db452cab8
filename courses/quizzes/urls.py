"""Quizzes: overview, attempts, results."""

from django.urls import URLPattern, URLResolver, include, path

from courses.quizzes.views import figures
from courses.quizzes.views import taking as views

_attempt = [
    path("", views.attempt, name="attempt"),
    path("simpan/", views.attempt_save, name="attempt_save"),
    path("kumpulkan/", views.attempt_submit, name="attempt_submit"),
    path("hasil/", views.attempt_result, name="attempt_result"),
]
_quiz: list[URLPattern | URLResolver] = [
    path("", views.quiz, name="quiz"),
    path("mulai/", views.quiz_start, name="quiz_start"),
    path("percobaan/<uuid:attempt_id>/", include(_attempt)),
]
urlpatterns = [
    path("belajar/<uuid:batch_id>/kuis/<uuid:activity_id>/", include(_quiz)),
    path("kerja/kuis/", figures.quiz_list, name="quiz_list"),
    path("kerja/kuis/<uuid:activity_id>/", figures.quiz_figures, name="quiz_figures"),
]
