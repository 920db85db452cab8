"""Every door of the academy."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from academy.core.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("academy.core.urls")),
    path("", include("academy.people.urls")),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("academy.reports.urls")),
    # Wagtail's own form would let a user with a second factor in by password alone.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("berkas/", include(wagtaildocs_urls)),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]

handler403 = "academy.core.views.errors.forbidden"
handler404 = "academy.core.views.errors.not_found"
handler500 = "academy.core.views.errors.server_error"
