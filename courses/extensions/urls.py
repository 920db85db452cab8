"""More time and attempts."""

from django.urls import include, path

from courses.extensions import views

_batch = [
    path("", views.extensions, name="extensions"),
    path("beri/", views.extension_new, name="extension_new"),
    path("<uuid:extension_id>/tarik/", views.extension_withdraw, name="extension_withdraw"),
]
urlpatterns = [path("kerja/angkatan/<uuid:batch_id>/kelonggaran/", include(_batch))]
