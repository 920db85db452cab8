"""Addresses of the house itself: language, theme, the component gallery."""

from django.conf import settings
from django.urls import path
from django.views.generic import TemplateView
from django.views.i18n import set_language

from academy.web.edge.open_views import open_to_all
from academy.web.views import errors, gallery, signposts, theme

app_name = "core"
urlpatterns = [
    path("bahasa/", open_to_all(set_language), name="language"),
    path("tema/", theme.theme, name="theme"),
    path("tanpa-sambungan/", TemplateView.as_view(template_name="offline.html"), name="offline"),
    # Where a proxy in front leads a post that it has stopped.
    path("terlalu-besar/", errors.too_large, name="too_large"),
    path("robots.txt", signposts.robots, name="robots"),
    path(".well-known/security.txt", signposts.security, name="security"),
]
if not settings.PRODUCTION:
    urlpatterns.append(path("komponen/", gallery.gallery, name="gallery"))
