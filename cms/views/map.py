"""The pages that everybody may find, for search engines."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.models import (
    ArticleIndexPage,
    ArticlePage,
    ContactPage,
    CourseIndexPage,
    CoursePage,
    HomePage,
    StandardPage,
)

# Modules and lessons say the same as their course to who has no seat.
FOUND = (
    *(HomePage, CourseIndexPage, CoursePage, ArticleIndexPage, ArticlePage),
    *(StandardPage, ContactPage),
)
MOST = 5000


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    pages = Page.objects.live().public().type(*FOUND).order_by("path")[:MOST]
    places = []
    for page in pages:
        parts = page.get_url_parts(request)
        if parts is not None:
            places.append((f"{settings.BASE_URL}{parts[2]}", page.last_published_at))
    return render(request, "cms/sitemap.xml", {"places": places}, content_type="application/xml")
