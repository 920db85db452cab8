"""Content security policy and language, for every answer."""

from django.conf import settings
from django.middleware.csp import ContentSecurityPolicyMiddleware as DjangoCsp
from django.utils import translation
from django.utils.csp import CSP

# Wagtail's admin draws with inline scripts and styles; nobody but staff sees it.
ADMIN_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}


class ContentSecurityPolicyMiddleware(DjangoCsp):
    """The strict policy everywhere, a relaxed one for /admin/ alone."""

    def process_response(self, request, response):
        if request.path.startswith("/admin/"):
            response._csp_config = ADMIN_CSP
        return super().process_response(request, response)


class LanguageMiddleware:
    """Language from the profile or the cookie; the browser's wish is ignored.

    Handsets are shared and often set to English by the shop that sold them, so
    `Accept-Language` says nothing about the reader.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.known = dict(settings.LANGUAGES)

    def __call__(self, request):
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in self.known:
            language = settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
