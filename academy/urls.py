"""Every door of the academy."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from academy.web.views import health
from academy.web.views.errors import not_found
from cms.views import site

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("academy.web.urls")),
    path("", include("academy.people.urls")),
    path("", include("academy.notify.urls")),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("academy.reports.urls")),
    # Wagtail's own forms would let a user with a second factor in by password alone.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="admin_login",
    ),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    path("admin/account/", RedirectView.as_view(url="/akun/"), name="admin_account"),
    # Of the admin's own interface only the tree of pages is in use; the rest lists pictures
    # of every course, and acts on pages without asking our hooks.
    re_path(r"^admin/(failwhale|test404)/", not_found),
    re_path(r"^admin/api/main/(?!pages/(\d+/)?$)", not_found),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("cms.urls")),
    # Wagtail's own way, with what is the same for all kept.
    re_path(r"^(?!_util/)((?:[\w\-]+/)*)$", site.page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]

handler400 = "academy.web.views.errors.bad_request"
handler403 = "academy.web.views.errors.forbidden"
handler404 = "academy.web.views.errors.not_found"
handler500 = "academy.web.views.errors.server_error"
