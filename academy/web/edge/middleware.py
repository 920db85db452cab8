"""What every answer has (language, an id, what its page may ask), and the way back from forms."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation

from academy.core import logs
from academy.core.errors import Refused
from academy.web.edge import address

# Takes every address that nothing else takes, so that it says nothing about one.
ANY_PAGE = "wagtail_serve"


class LanguageMiddleware:
    """Language from the profile or the cookie; the browser's wish is ignored.

    Handsets are shared and often set to English by the shop that sold them, so
    `Accept-Language` says nothing about the reader.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known = dict(settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in self.known:
            language = settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class WayBackMiddleware:
    """Lead a person who opens the address of a form to the page on which the form stands.

    A refused form is shown again under the address that took it. Whoever presses Enter in the
    address bar there, or comes back from the history, would get a bare 405. The page with the
    form is the nearest address above it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.headers.get("Sec-Fetch-Mode") != "navigate":
            return response
        return HttpResponseRedirect(_nearest_page_above(request.path_info))


def _nearest_page_above(path: str) -> str:
    """Return the longest beginning of `path`, in whole parts, at which there is a page."""
    parts = path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:count])}/"
        try:
            match = resolve(above)
        except Resolver404:
            continue
        if match.url_name != ANY_PAGE:
            return above
    return "/"


class RefusalMiddleware:
    """Says in a page what an action has refused, where no view has said it beside its form.

    What is refused may change between what a view looks at and the lock of the action: the
    other device was faster. That is nobody's fault, and no "something broke".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a Refused; leave anything else to whoever knows it."""
        if not isinstance(exception, Refused):
            return None
        page = {"refusal": exception, "back_url": request.get_full_path()}
        return render(request, "409.html", page, status=HTTPStatus.CONFLICT)


class PermissionsPolicyMiddleware:
    """Says that no page asks for the camera, the place or money."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class RequestIdMiddleware:
    """Gives each request an id, which every line of the log and the answer carry.

    What is recorded on the way knows from where it came.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = logs.begin()
        with address.answering(request):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = name
        return response
