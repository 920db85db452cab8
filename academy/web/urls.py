"""Addresses of the house itself: language, theme, the component gallery."""

from django.urls import path
from django.views.generic import TemplateView
from django.views.i18n import set_language

from academy.web.open_views import open_to_all
from academy.web.views import gallery, theme

app_name = "core"
urlpatterns = [
    path("bahasa/", open_to_all(set_language), name="language"),
    path("tema/", theme.theme, name="theme"),
    path("tanpa-sambungan/", TemplateView.as_view(template_name="offline.html"), name="offline"),
    path("komponen/", gallery.gallery, name="gallery"),
]
