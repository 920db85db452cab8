"""Addresses of the site beside Wagtail's own pages."""

from django.conf import settings
from django.urls import path

from cms.views import files, map, media, privacy, search

app_name = "cms"
urlpatterns = [
    path("cari/", search.search, name="search"),
    path("sitemap.xml", map.site_map, name="sitemap"),
    path("privasi/", privacy.privacy, name="privacy"),
    path("berkas/<int:document_id>/<str:filename>", files.document, name="document"),
    path("berkas/rekaman/<str:filename>", files.medium, name="medium"),
    path("berkas/poster/<str:filename>", files.poster, name="poster"),
    path("berkas/takarir/<str:filename>", files.captions, name="captions"),
]
if not settings.S3_ENDPOINT:
    urlpatterns.append(path("media/<path:path>", media.media, name="media"))
