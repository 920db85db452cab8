"""Addresses of the site beside Wagtail's own pages."""

from django.conf import settings
from django.urls import path

from cms.views import media, privacy, search

app_name = "cms"
urlpatterns = [
    path("cari/", search.search, name="search"),
    path("privasi/", privacy.privacy, name="privacy"),
]
if not settings.S3_ENDPOINT:
    urlpatterns.append(path("media/<path:path>", media.media, name="media"))
