"""The gallery of a batch: for its people, for the author, for those who answer for it."""

from django.urls import path

from courses.gallery.views import batch, desk, own

_GALLERY = "belajar/<uuid:batch_id>/galeri/"
urlpatterns = [
    path(_GALLERY, batch.gallery, name="gallery"),
    path(f"{_GALLERY}<uuid:work_id>/", batch.work, name="gallery_work"),
    path(f"{_GALLERY}foto/<uuid:file_id>/", batch.photo, name="gallery_photo"),
    path(f"{_GALLERY}foto/<uuid:file_id>/kecil/", batch.thumbnail, name="gallery_thumbnail"),
    path("belajar/galeri/<uuid:work_id>/", own.own, name="gallery_own"),
    path("belajar/galeri/<uuid:work_id>/tarik/", own.keep_back, name="gallery_keep_back"),
    path("kerja/galeri/", desk.desk, name="gallery_desk"),
    path("kerja/galeri/<uuid:work_id>/", desk.desk_work, name="gallery_desk_work"),
    path("kerja/galeri/usul/<uuid:submission_id>/", desk.propose, name="gallery_propose"),
]
