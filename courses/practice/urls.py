"""Practising what was learnt, and what trainers see of it."""

from django.urls import path

from courses.practice import views

urlpatterns = [
    path("belajar/ulang/", views.practice, name="practice"),
    path("belajar/ulang/<uuid:question_id>/", views.practice_result, name="practice_result"),
    path("belajar/ulang/<uuid:question_id>/jawab/", views.practice_answer, name="practice_answer"),
    path("kerja/terlupa/", views.forgotten, name="forgotten"),
]
