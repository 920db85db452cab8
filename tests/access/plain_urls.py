"""Every door of the academy, with one word in place of the page that says that it is closed.

That page is the same at each door (`cms/test_site` looks at it); to draw it thousands of times
was half of what a walk over all addresses cost.
"""

from django.http import HttpRequest, HttpResponse

from academy.urls import handler400, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("closed", status=403)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("not here", status=404)
