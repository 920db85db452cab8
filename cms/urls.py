"""Addresses of the site beside Wagtail's own pages."""

from django.urls import path

from cms.views import files, map, privacy, search

app_name = "cms"
urlpatterns = [
    path("cari/", search.search, name="search"),
    path("sitemap.xml", map.site_map, name="sitemap"),
    path("privasi/", privacy.privacy, name="privacy"),
    path("gambar/<str:filename>", files.picture, name="picture"),
    path("gambar/asli/<int:image_id>/<str:filename>", files.drawing, name="drawing"),
    path("berkas/<int:document_id>/<str:filename>", files.document, name="document"),
    path("berkas/rekaman/<str:filename>", files.medium, name="medium"),
    path("berkas/poster/<str:filename>", files.poster, name="poster"),
    path("berkas/takarir/<str:filename>", files.captions, name="captions"),
]
