"""Questions and answers: of the batch, and of those who teach."""

from django.urls import URLPattern, URLResolver, include, path

from courses.asking.views import batch, desk, post

_post: list[URLPattern | URLResolver] = [
    path("ubah/", post.post_edit, name="post_edit"),
    path("tarik/", post.post_take_back, name="post_take_back"),
    path("tandai/", post.post_mark, name="post_mark"),
]
urlpatterns = [
    path("belajar/<uuid:batch_id>/tanya/", batch.batch_questions, name="batch_questions"),
    path(
        "belajar/<uuid:batch_id>/tanya/<uuid:activity_id>/",
        batch.activity_questions,
        name="activity_questions",
    ),
    path("belajar/<uuid:batch_id>/tanya/<uuid:activity_id>/baru/", batch.ask, name="ask"),
    path("belajar/pertanyaan/<uuid:question_id>/", batch.question, name="question"),
    path(
        "belajar/pertanyaan/<uuid:question_id>/ikut/",
        batch.question_follow,
        name="question_follow",
    ),
    path("belajar/tulisan/<uuid:post_id>/", include(_post)),
    path("gambar-tulisan/<uuid:picture_id>/", post.post_picture, name="post_picture"),
    path("gambar-tulisan/<uuid:picture_id>/kecil/", post.post_thumbnail, name="post_thumbnail"),
    path("kerja/pertanyaan/", desk.questions_desk, name="questions_desk"),
    path("kerja/pertanyaan/<uuid:question_id>/", desk.desk_question, name="desk_question"),
]
