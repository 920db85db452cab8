"""A participant's pages: home, courses, schedule, outline, lessons, marks."""

from django.urls import URLPattern, URLResolver, include, path

from courses.learning.views import answering, glossary, home, lesson, schedule, search, tasks

_lesson = [
    path("", lesson.lesson, name="lesson"),
    path("selesai/", lesson.lesson_finish, name="lesson_finish"),
    path("jawab/<uuid:block_id>/", answering.lesson_answer, name="lesson_answer"),
    path("cara/", lesson.lesson_way, name="lesson_way"),
    path("posisi/", lesson.lesson_position, name="lesson_position"),
]
_batch: list[URLPattern | URLResolver] = [
    path("", home.outline, name="outline"),
    path("mulai/", home.begin, name="begin"),
    path("nilai/", home.marks, name="marks"),
    path("istilah/", glossary.glossary, name="glossary"),
    path("materi/<uuid:activity_id>/", include(_lesson)),
]
urlpatterns = [
    path("belajar/", home.home, name="learn_home"),
    path("belajar/kursus/", home.my_courses, name="my_courses"),
    path("belajar/tugas/", tasks.tasks, name="tasks"),
    path("belajar/cari/", search.search, name="learn_search"),
    path("belajar/jadwal/", schedule.schedule, name="schedule"),
    path("belajar/<uuid:batch_id>/", include(_batch)),
]
