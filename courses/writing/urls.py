"""Courses as those who write them work on them, also on a phone."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from courses.writing.views import files, outline, page

_activity: list[URLPattern | URLResolver] = [
    path("", page.page, name="writing_page"),
    path("langkah/", page.act, name="writing_act"),
    path("bagian/<uuid:block_id>/", page.block, name="writing_block"),
    re_path(r"^(?P<kind>teks|gambar)/$", page.add, name="writing_add"),
]
_course: list[URLPattern | URLResolver] = [
    path("", outline.course, name="writing_course"),
    path("pindah/", outline.move, name="writing_move"),
    path("berkas/", files.take_along, name="writing_file"),
    path("<uuid:activity_id>/", include(_activity)),
]
urlpatterns = [
    path("kerja/kursus/", outline.courses, name="writing_courses"),
    path("kerja/kursus/bawa/", files.bring, name="writing_bring"),
    path("kerja/kursus/bawa/<uuid:file_id>/", files.brought, name="writing_brought"),
    path("kerja/kursus/<uuid:course_id>/", include(_course)),
]
